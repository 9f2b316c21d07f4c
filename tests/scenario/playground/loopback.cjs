// The Playground listens on all of the machine's addresses; loaded before it, this keeps it to loopback.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === "number" ? listen.call(this, { port, host: "127.0.0.1" }, ...rest) : listen.call(this, port, ...rest);
};
