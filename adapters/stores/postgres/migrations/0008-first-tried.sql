-- When somebody first tried to send it: so long ago it may have got through, and so long it is tried.
ALTER TABLE dpor.notices ADD COLUMN first_tried timestamptz;
