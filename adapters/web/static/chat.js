"use strict";
// Sends what a form holds and puts in what the server drew. It decides nothing: without it, the same
// forms go to the server by themselves.

const log = document.getElementById("log");
const ask = document.getElementById("ask");
const question = document.getElementById("question");
const give = document.getElementById("give"); // only where files are taken
const latest = new WeakMap(); // the newest request of each checklist, so that an older answer cannot undo a tick
let queue = Promise.resolve(); // one at a time: ticks arrive in the order in which they were made

document.documentElement.classList.add("scripted");

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter;
  if (form === give) {
    const files = [...give.elements.file.files];
    give.reset();
    hand(files);
    return;
  }
  const sent = fields(form, button);
  if (sent.text === undefined) press(form, button, sent);
  else say(form, sent);
});

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches(".checklist")) tick(form, event.target, fields(form, null));
});

// A file dropped on the page is given as if it had been chosen; without a place for files, browsers open it.
if (give) {
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  const marked = (is) => document.documentElement.classList.toggle("dropping", is);
  document.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    marked(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) marked(false);
  });
  document.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    marked(false);
    hand([...event.dataTransfer.files]);
  });
}

// One after the other, so that each is answered before the next is read.
async function hand(files) {
  for (const [index, file] of files.entries()) {
    const given = append(file.name, "given");
    const reading = copy("reading");
    const told = { name: file.name, n: index + 1, all: files.length };
    reading.textContent = reading.textContent.replace(/{(\w+)}/g, (whole, key) => told[key] ?? whole);
    const body = new FormData();
    body.set("file", file);
    // The page's own address says in which language it is shown.
    const answer = await waitFor(`/web/give${location.search}`, body, reading);
    if (!answer) return;
    add(answer.article, given, false);
  }
}

function fields(form, button) {
  const data = new FormData(form);
  if (button?.name) data.set(button.name, button.value);
  const sent = Object.fromEntries(data);
  if (data.has("ticked")) sent.ticked = data.getAll("ticked");
  return sent;
}

async function say(form, sent) {
  const typed = form === ask;
  const asked = append(sent.text);
  if (typed) {
    form.reset();
    question.focus();
  }
  const answer = await waitFor("/web/ask", sent);
  if (answer) {
    add(answer.article, asked, !typed);
  } else if (typed && !question.value) {
    question.value = sent.text;
  }
}

async function press(form, button, sent) {
  const answer = await waitFor("/web/act", sent);
  if (!answer) return;
  if (answer.replaces) {
    swap(form.closest("article"), answer.article);
    settle(answer.article);
    return;
  }
  add(answer.article, append(button.textContent), true);
}

async function tick(form, box, sent) {
  const article = form.closest("article");
  const mine = {};
  latest.set(article, mine);
  const answer = await waitFor("/web/act", sent);
  if (latest.get(article) !== mine) return;
  if (!answer) {
    form.reset();
    return;
  }
  const focused = article.contains(document.activeElement) ? document.activeElement.value : null;
  swap(article, answer.article);
  const boxes = [...answer.article.querySelectorAll("input[type=checkbox]")];
  boxes.find((each) => each.value === focused)?.focus({ preventScroll: true });
}

// The server's answer as {article, replaces}, or nothing: then the log says so.
function waitFor(address, sent, working = copy("working")) {
  const answer = queue.then(() => post(address, sent, working));
  queue = answer;
  return answer;
}

async function post(address, sent, working) {
  const files = sent instanceof FormData;
  const patience = setTimeout(() => log.append(working), files ? 0 : 300);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: files ? {} : { "Content-Type": "application/json" },
      body: files ? sent : JSON.stringify(sent),
      signal: AbortSignal.timeout(files ? 600000 : 30000),
    });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const { html, replaces } = await response.json();
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    if (!article) throw new Error(`${address} answered without an article`);
    return { article: document.adoptNode(article), replaces };
  } catch {
    const failed = copy("failed");
    log.append(failed);
    failed.scrollIntoView({ block: "nearest" });
    return null;
  } finally {
    clearTimeout(patience);
    working.remove();
  }
}

function append(words, kind = "asked") {
  const asked = copy(kind);
  asked.querySelector(".words").textContent = words;
  log.append(asked);
  return asked;
}

function add(article, asked, pressed) {
  if (asked.matches(".said")) asked.querySelector(".words").lang = article.lang; // that of the question
  if (pressed) article.setAttribute("aria-live", "off"); // the focus goes there, which is announcement enough
  log.append(article);
  asked.scrollIntoView({ block: "start" });
  if (pressed) settle(article);
}

function swap(before, article) {
  article.setAttribute("aria-live", "off"); // the rest of it was read out before
  if (before.isConnected) before.replaceWith(article);
  else log.append(article);
}

function settle(article) {
  const title = article.querySelector("h2");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

function copy(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}
