-- What the desk asks for by outlet.

CREATE INDEX article_by_outlet ON article (outlet COLLATE NOCASE);

-- Plans that moved, were called off or came true, the latest first.
CREATE INDEX change_by_day ON change (change, day);
