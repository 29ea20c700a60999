-- An archive of schema 1 (newsarchive as of November 2026), its full-text index left empty.
PRAGMA application_id = 1314353985;
PRAGMA user_version = 1;
CREATE TABLE article (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,   -- permanent id, as exports name it: "urn:uuid:…" (RFC 9562)
    url         TEXT UNIQUE,            -- canonical address; null if the article came without one
    text_digest TEXT UNIQUE,            -- SHA-256 of the words it first came with; null if an earlier one has the same
    site        TEXT NOT NULL,          -- scheme and host of url, or ''
    revision_id INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,  -- the current one
    archived_at TEXT NOT NULL,          -- instants are ISO 8601 in UTC: "2018-10-04T01:30:00Z"
    listed_at   TEXT NOT NULL,          -- what lists are ordered by: when published, or archived if that is unknown
    deleted_at  TEXT,                   -- null, or when somebody deleted it by hand
    hand_fields TEXT NOT NULL DEFAULT '[]'  -- JSON array of the fields that a person set: captures leave them alone
) STRICT;
INSERT INTO "article" VALUES(1,'urn:uuid:1b4e28ba-2fa1-41d2-883f-0016d3cca427','https://binhlac.example/17','a6a88dcf702f27dbb57c373dd7bfb68de9c56798bea11b42db09e6976b345fcd','https://binhlac.example',1,'2018-10-05T02:00:00Z','2018-10-03T17:00:00Z',NULL,'[]');
INSERT INTO "article" VALUES(2,'urn:uuid:2b4e28ba-2fa1-41d2-883f-0016d3cca427',NULL,'04da22e97e8ccd3d1640a714c61e0be2221ff701da16b6cf8cf3bec76574c3c5','',4,'2018-10-05T02:00:00Z','2018-10-05T02:00:00Z',NULL,'[]');
INSERT INTO "article" VALUES(3,'urn:uuid:3b4e28ba-2fa1-41d2-883f-0016d3cca427',NULL,'8d9851c9e483020032a9747a0bedcb9e41669eccfa220d4fae1e1de244dde311','',3,'2018-10-05T02:00:00Z','2018-10-05T02:00:00Z','2018-10-05T02:00:00Z','[]');
CREATE VIRTUAL TABLE article_index USING fts5 (body, heading, content='', tokenize="ascii tokenchars '=^!/\?~.'");
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "article_tag" VALUES(1,1);
CREATE TABLE attachment (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    label       TEXT NOT NULL,
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE entry (
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    guid       TEXT NOT NULL,           -- the entry's own id within its feed
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
    id       INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,      -- its own address, else its site's, else "import:NAME:TITLE"
    title    TEXT NOT NULL,
    site_url TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
CREATE TABLE figure (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    caption     TEXT NOT NULL,
    position    INTEGER NOT NULL,       -- how many paragraphs stand before it
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "figure" VALUES(1,0,'https://binhlac.example/a.jpg','Quang cảnh hội nghị',1);
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
INSERT INTO "revision" VALUES(1,1,1,'2018-10-05T02:00:00Z','source',NULL,'Hội nghị công tác dân vận','','Xã Bình Lạc bàn việc dân vận khéo.

Bà con đồng tình.','Tin tức','["Thu Hà", "Văn Lợi"]','2018-10-04','Chiều 4/10/2018','vi','dc097aab39fdd2f273ce8d0601fe8db3cf49952c2709fb3ec0cff6e561e16501');
INSERT INTO "revision" VALUES(2,2,1,'2018-10-05T02:00:00Z','source',NULL,'Gặt lúa mùa','','Ra đồng từ sớm.','','[]','','','','2d63a6039bacee8286e4c6ed83b738630f418a6b41da0aa18e2c4e946740578e');
INSERT INTO "revision" VALUES(3,3,1,'2018-10-05T02:00:00Z','source',NULL,'Tin đã xóa','','Không còn.','','[]','','','','10bf77729f3fa0119215eee443b8067f040f3a3ba52045101aa15633ff73997e');
INSERT INTO "revision" VALUES(4,2,2,'2018-10-05T02:00:00Z','source',NULL,'Gặt lúa mùa','','Ra đồng từ rất sớm.','','[]','','','','7c4b7860096e6447e15b3f2fc0a3546609279bc034746a8eb81322c970013e6f');
CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                 -- as first typed: "Dân vận"
    slug TEXT NOT NULL UNIQUE           -- makes "Dân vận" and "dân vận" one: "dan-van"
) STRICT;
INSERT INTO "tag" VALUES(1,'Dân vận khéo','dan-van-kheo');
CREATE INDEX article_listed ON article (listed_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX "revision_section"
    ON "revision" ("section");
CREATE INDEX "article_tag_by_tag"
    ON "article_tag" ("tag_id");
CREATE INDEX "entry_by_article"
    ON "entry" ("article_id");
CREATE VIEW "articles" AS 
SELECT article.id, revision.title, revision.published, revision.section, revision.byline,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
        WHERE article_tag.article_id = article.id ORDER BY tag.slug)) AS tags,
    article.url, revision.summary, revision.text, revision.number AS revision, article.archived_at, article.uuid
FROM article JOIN revision ON revision.id = article.revision_id
WHERE article.deleted_at IS NULL;
