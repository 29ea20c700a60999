-- An archive of schema 2 (newsarchive as of late November 2026), its full-text index left empty.
PRAGMA application_id = 1314353985;
PRAGMA user_version = 2;
CREATE TABLE capture (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,        -- the final address; '' for standard input
    requested_url TEXT NOT NULL,        -- what was asked for, where it differs
    captured_at   TEXT NOT NULL,
    status        INTEGER NOT NULL,     -- of HTTP; 0 if there was none
    media_type    TEXT NOT NULL,
    headers       TEXT NOT NULL,        -- JSON object
    digest        TEXT NOT NULL,        -- SHA-256 of the bytes
    encoding      TEXT NOT NULL,        -- how body is packed: 'zlib' (RFC 1950)
    body          BLOB NOT NULL,
    UNIQUE (digest, url)
) STRICT;
INSERT INTO capture VALUES (1, 'https://binhlac.example/17', '', '2018-10-05T02:00:00Z', 200, 'text/html; charset=utf-8', '{"etag": "\"17\""}', '86346d3e33325714eab5a00ef8d512c7b332e984b88bd5e1a6be2d7e8bcfa3f1', 'zlib', X'789CB329B08B38BC58C1E9F09ABC0C059F87BB16262B241D5E90A75096F970777BB242CAE14540F6C35D6BF314B2330EAFCCD7B3D12FB00300805317EB');
INSERT INTO capture VALUES (2, '', '', '2018-10-05T02:00:00Z', 0, '', '{}', 'affb51e9bba5822d9a4c0ef0512222097ac122592eb1a16429bceff4dbd4416f', 'zlib', X'789C0B4A543832F1E1EEC979E90A250F77AF56287EB87B76AE1E0081BF0B6D');
INSERT INTO capture VALUES (3, 'https://binhlac.example/20', '', '2018-10-05T02:00:00Z', 0, 'text/html', '{}', '7522c8cce69b71186cc1ca0e2ed811781186805a8445bb32df892d0592aa090f', 'zlib', X'789CB329B0F37DB87BBE42CEC3DDB30B14F2D2331EEE6E5428297AB87B725EBA42DEC35D4B73F56CF40BEC00808A12AC');
CREATE TABLE article (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,   -- permanent id, as exports name it: "urn:uuid:…" (RFC 9562)
    url         TEXT UNIQUE,            -- canonical address; null if the article came without one
    text_digest TEXT UNIQUE,            -- SHA-256 of the words it first came with; null if an earlier one has the same
    site        TEXT NOT NULL,          -- scheme and host of url, or ''
    revision_id INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,  -- the current one
    archived_at TEXT NOT NULL,          -- instants are ISO 8601 in UTC: "2018-10-04T01:30:00Z"
    deleted_at  TEXT,                   -- null, or when somebody deleted it by hand
    hand_fields TEXT NOT NULL DEFAULT '[]'  -- JSON array of the fields that a person set: captures leave them alone
) STRICT;
INSERT INTO article VALUES (1, 'urn:uuid:ad5c5683-463c-43c8-8278-c36af91e7eeb', 'https://binhlac.example/17', 'a6a88dcf702f27dbb57c373dd7bfb68de9c56798bea11b42db09e6976b345fcd', 'https://binhlac.example', 1, '2018-10-05T02:00:00Z', NULL, '[]');
INSERT INTO article VALUES (2, 'urn:uuid:36804d75-8d96-47b6-b74b-c67a190003e3', NULL, '04da22e97e8ccd3d1640a714c61e0be2221ff701da16b6cf8cf3bec76574c3c5', '', 4, '2018-10-05T02:00:00Z', NULL, '["section"]');
INSERT INTO article VALUES (3, 'urn:uuid:f606609a-d416-47dd-a9d7-ff155ddbf18b', NULL, '8d9851c9e483020032a9747a0bedcb9e41669eccfa220d4fae1e1de244dde311', '', 3, '2018-10-05T02:00:00Z', '2018-10-05T02:00:00Z', '[]');
INSERT INTO article VALUES (4, 'urn:uuid:7135a8e6-a2cc-4fff-9171-e5e055f9d625', NULL, 'c0127544df53956a581030f5720b3ddabcdc96f78523eae49a8df9f6f5574cbe', '', 5, '2018-10-05T02:00:00Z', NULL, '[]');
INSERT INTO article VALUES (5, 'urn:uuid:d564a7cc-cf23-45fa-9b3f-e07592acdc80', 'https://binhlac.example/20', '5d93b62b411587b248281982154c64ca3054cbfbdd167e54fa116af5a734a13a', 'https://binhlac.example', 6, '2018-10-05T02:00:00Z', NULL, '[]');
CREATE TABLE revision (
    id              INTEGER PRIMARY KEY,
    article_id      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,   -- 1 is the first seen
    revised_at      TEXT NOT NULL,
    origin          TEXT NOT NULL CHECK (origin IN ('source', 'hand')),
    capture_id      INTEGER REFERENCES capture (id),  -- what it was read from
    title           TEXT NOT NULL,
    summary         TEXT NOT NULL,      -- the lead, where it stands apart
    text            TEXT NOT NULL,      -- paragraphs parted by a blank line
    section         TEXT NOT NULL,
    byline          TEXT NOT NULL,      -- JSON array of names
    published       TEXT NOT NULL,      -- ISO 8601 as exact as known: instant, day, "--10-04" without a year, or ''
    published_words TEXT NOT NULL,      -- the words it was read from: "Chiều ngày 4/10"
    language        TEXT NOT NULL,      -- BCP 47
    digest          TEXT NOT NULL,      -- SHA-256 of all the content above, figures and attachments
    UNIQUE (article_id, number),
    UNIQUE (article_id, digest)
) STRICT;
INSERT INTO revision VALUES (1, 1, 1, '2018-10-05T02:00:00Z', 'source', 1, 'Hội nghị công tác dân vận', '', 'Xã Bình Lạc bàn việc dân vận khéo.

Bà con đồng tình.', 'Tin tức', '["Thu Hà", "Văn Lợi"]', '2018-10-04', 'Chiều 4/10/2018', 'vi', '306685270688badee50f80399534f3a53ce28fcfefed63b0866f761d0b053b96');
INSERT INTO revision VALUES (2, 2, 1, '2018-10-05T02:00:00Z', 'source', 2, 'Gặt lúa mùa', '', 'Ra đồng từ sớm.', '', '[]', '', '', '', '2d63a6039bacee8286e4c6ed83b738630f418a6b41da0aa18e2c4e946740578e');
INSERT INTO revision VALUES (3, 3, 1, '2018-10-05T02:00:00Z', 'source', NULL, 'Tin đã xóa', '', 'Không còn.', '', '[]', '', '', 'vi', '96197180d2ccceed6ee766758941ce19258d15a2defda31c0e732098cedf4772');
INSERT INTO revision VALUES (4, 2, 2, '2018-10-05T03:00:00Z', 'hand', NULL, 'Gặt lúa mùa', '', 'Ra đồng từ sớm.', 'Nông nghiệp', '[]', '', '', '', 'abbe92940f704c0048b204769c3ee1e350a0f3d028ee966cbcc904dd3e7c8d66');
INSERT INTO revision VALUES (5, 4, 1, '2018-10-05T02:00:00Z', 'source', NULL, 'Tin vắn', '', 'Tin vắn', '', '[]', '', '', '', '80abc949250308cc9bebeec453cba59ba35c3916cc7784c118fe9ffe550490d5');
INSERT INTO revision VALUES (6, 5, 1, '2018-10-05T02:00:00Z', 'source', 3, 'Trồng nấm rơm', '', 'Mở lớp nghề trồng nấm.', '', '[]', '2018-10-04T08:30:00+07:00', 'Thu, 04 Oct 2018 08:30:00 +0700', '', 'a36490da35dc5029e5a5a9a77f923c1f102d72d9ff9458e6671aad2f3362b023');
CREATE TABLE figure (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    caption     TEXT NOT NULL,
    position    INTEGER NOT NULL,       -- how many paragraphs stand before it
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO figure VALUES (1, 0, 'https://binhlac.example/a.jpg', 'Quang cảnh hội nghị', 1);
CREATE TABLE attachment (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    label       TEXT NOT NULL,
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO attachment VALUES (1, 0, 'https://binhlac.example/nghi-quyet.pdf', 'Nghị quyết');
CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                 -- as first typed: "Dân vận"
    slug TEXT NOT NULL UNIQUE           -- makes "Dân vận" and "dân vận" one: "dan-van"
) STRICT;
INSERT INTO tag VALUES (1, 'Dân vận khéo', 'dan-van-kheo');
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
INSERT INTO article_tag VALUES (1, 1);
CREATE TABLE feed (
    id       INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,      -- its own address, else its site's, else "import:NAME:TITLE"
    title    TEXT NOT NULL,
    site_url TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
INSERT INTO feed VALUES (1, 'https://binhlac.example/', 'Xã Bình Lạc', 'https://binhlac.example/', '2018-10-05T02:00:00Z');
CREATE TABLE entry (
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    guid       TEXT NOT NULL,           -- the entry's own id within its feed
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES (1, 'news_20', 5, '2018-10-05T02:00:00Z');
INSERT INTO entry VALUES (1, 'news_21', 4, '2018-10-05T02:00:00Z');
CREATE TABLE listing (                  -- the articles that the index holds, in the order of time
    docid      INTEGER PRIMARY KEY,     -- day * 1024 + time of day in 84 seconds; the day counted from 0001-01-01
    article_id INTEGER NOT NULL UNIQUE,
    day        TEXT                     -- null, or the day it is of ("--": unknown), where its day was full
) STRICT;
INSERT INTO listing VALUES (754658304, 1, NULL);
INSERT INTO listing VALUES (754658666, 5, NULL);
INSERT INTO listing VALUES (754659712, 2, NULL);
INSERT INTO listing VALUES (754659713, 4, NULL);
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,             -- "analyzer": the rules that the index was made by
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE index_queue (              -- articles changed since the index last looked, and what it holds of them
    article_id INTEGER PRIMARY KEY,
    docid      INTEGER,                 -- null: the index holds nothing
    title      TEXT, summary TEXT, text TEXT, captions TEXT, byline TEXT, section TEXT, site TEXT, language TEXT,
    published  TEXT, archived_at TEXT
) STRICT;
CREATE TABLE saved_search (
    name     TEXT PRIMARY KEY,          -- as typed: "Dân-vận"
    key      TEXT NOT NULL UNIQUE,      -- the same in small letters
    query    TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO saved_search VALUES ('Dân-vận', 'dân-vận', 'dân vận', '2018-10-05T02:00:00Z');
CREATE TABLE tag_rule (
    id       INTEGER PRIMARY KEY,
    tag      TEXT NOT NULL,             -- what new articles get …
    query    TEXT NOT NULL,             -- … that answer this
    added_at TEXT NOT NULL,
    UNIQUE (tag, query)
) STRICT;
INSERT INTO tag_rule VALUES (1, 'Nông thôn mới', 'lúa OR nấm', '2018-10-05T02:00:00Z');
CREATE VIRTUAL TABLE article_index USING fts5 (terms, content='', tokenize="ascii tokenchars '=:!/\?~.'");
CREATE INDEX "revision_section"
    ON "revision" ("section");
CREATE INDEX "article_tag_by_tag"
    ON "article_tag" ("tag_id");
CREATE INDEX "entry_by_article"
    ON "entry" ("article_id");
CREATE INDEX listing_misplaced ON listing (day) WHERE day IS NOT NULL;
CREATE INDEX article_archived ON article (archived_at);
CREATE VIEW "articles" AS 
SELECT article.id, revision.title, revision.published, revision.section, revision.byline,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
        WHERE article_tag.article_id = article.id ORDER BY tag.slug)) AS tags,
    article.url, revision.summary, revision.text, revision.number AS revision, article.archived_at, article.uuid
FROM article JOIN revision ON revision.id = article.revision_id
WHERE article.deleted_at IS NULL;
CREATE VIEW indexed_text AS 
SELECT article.id AS article_id, listing.docid, revision.title, revision.summary, revision.text,
    (SELECT group_concat(caption, char(10)) FROM (
        SELECT caption FROM figure WHERE figure.revision_id = revision.id ORDER BY figure.number)) AS captions,
    revision.byline, revision.section, article.site, revision.language, revision.published, article.archived_at
FROM article
JOIN revision ON revision.id = article.revision_id AND revision.article_id = article.id
LEFT JOIN listing ON listing.article_id = article.id
WHERE article.deleted_at IS NULL;
CREATE TRIGGER article_before_insert BEFORE INSERT ON article BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT id FROM article WHERE id = new.id OR uuid = new.uuid OR url = new.url OR text_digest = new.text_digest) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER article_after_insert AFTER INSERT ON article BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT new.id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER article_before_update BEFORE UPDATE OF id, uuid, url, text_digest, site, revision_id, archived_at, deleted_at ON article BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT old.id UNION ALL SELECT id FROM article WHERE id = new.id OR uuid = new.uuid OR url = new.url OR text_digest = new.text_digest) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER article_after_update AFTER UPDATE OF id, uuid, url, text_digest, site, revision_id, archived_at, deleted_at ON article BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT new.id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER article_before_delete BEFORE DELETE ON article BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT old.id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER revision_before_insert BEFORE INSERT ON revision BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT new.article_id UNION ALL SELECT article_id FROM revision WHERE id = new.id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER revision_after_insert AFTER INSERT ON revision BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT new.article_id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER revision_before_update BEFORE UPDATE ON revision BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT old.article_id UNION ALL SELECT new.article_id UNION ALL SELECT article_id FROM revision WHERE id = new.id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER revision_after_update AFTER UPDATE ON revision BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT new.article_id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER revision_before_delete BEFORE DELETE ON revision BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT old.article_id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_before_insert BEFORE INSERT ON figure BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT article_id FROM revision WHERE id = new.revision_id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_after_insert AFTER INSERT ON figure BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT article_id FROM revision WHERE id = new.revision_id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_before_update BEFORE UPDATE ON figure BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT article_id FROM revision WHERE id = old.revision_id UNION ALL SELECT article_id FROM revision WHERE id = new.revision_id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_after_update AFTER UPDATE ON figure BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT article_id FROM revision WHERE id = new.revision_id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_before_delete BEFORE DELETE ON figure BEGIN
    INSERT INTO index_queue (article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at)
    SELECT article_id, docid, title, summary, text, captions, byline, section, site, language, published, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN (SELECT article_id FROM revision WHERE id = old.revision_id) AND article_id NOT IN (SELECT article_id FROM index_queue);
END;
CREATE TRIGGER figure_after_delete AFTER DELETE ON figure BEGIN
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN (SELECT article_id FROM revision WHERE id = old.revision_id) AND id NOT IN (SELECT article_id FROM index_queue);
END;
