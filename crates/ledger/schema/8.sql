-- What sort of event of its kind a report tells of; codes of political events follow from it.

ALTER TABLE report ADD COLUMN detail TEXT;
