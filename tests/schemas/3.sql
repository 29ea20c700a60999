-- An archive of schema 3 (newsarchive as of the end of November 2026), its full-text index left empty.
PRAGMA application_id = 1314353985;
PRAGMA user_version = 3;
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
INSERT INTO capture VALUES (1, 'https://binhlac.example/17', 'http://binhlac.example/17', '2018-10-05T02:00:00Z', 200, 'text/html; charset=utf-8', '{"etag": "\"17\""}', '86346d3e33325714eab5a00ef8d512c7b332e984b88bd5e1a6be2d7e8bcfa3f1', 'zlib', X'4889B329B08B38BC58C1E9F09ABC0C059F87BB16262B241D5E90A75096F970777BB242CAE14540F6C35D6BF314B2330EAFCCD7B3D12FB00300805317EB');
INSERT INTO capture VALUES (2, '', '', '2018-10-05T02:00:00Z', 0, '', '{}', 'dbbf89fdbbf75981219687bb8673cca5e814487793ee958b883c4d2cd31b73d4', 'zlib', X'4889012700D8FF47E1BAB774206CC3BA61206DC3B9610A0A526120C491E1BB936E672074E1BBAB2073E1BB9B6D2E81361362');
INSERT INTO capture VALUES (3, 'https://binhlac.example/17', 'http://binhlac.example/17', '2018-10-05T04:00:00Z', 200, 'text/html; charset=utf-8', '{"etag": "\"17\""}', '920f6f769bae9797c697fd598bea0b4a04c1a4435b5eaeb2ba69ead6de96c1f3', 'zlib', X'4889B329B08B38BC58C1E9F09ABC0C059F87BB16262B241D5E90A75096F970777BB242CAE14540F6C35D6BF314B2330EAFCCD7B3D12FB0B351D4D5553052D0D5B50300790D19AC');
INSERT INTO capture VALUES (4, 'https://binhlac.example/20', '', '2018-10-05T02:00:00Z', 0, 'text/html', '{}', '802f4a600c44c89a1ea848a3203969f173767cb468c65751bb1504b6dea32861', 'zlib', X'4889B329B0F37DB87BBE42CEC3DDB30B14F2D2331EEE6ED4B3D12FB003009AB20B67');
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
INSERT INTO article VALUES (1, 'urn:uuid:8e126692-b769-4a72-ba24-e77dee37d843', 'https://binhlac.example/17', 'a6a88dcf702f27dbb57c373dd7bfb68de9c56798bea11b42db09e6976b345fcd', 'https://binhlac.example', 6, '2018-10-05T02:00:00Z', NULL, '[]');
INSERT INTO article VALUES (2, 'urn:uuid:7c2c90f5-fbc2-4689-a483-ac263bc009c0', NULL, '04da22e97e8ccd3d1640a714c61e0be2221ff701da16b6cf8cf3bec76574c3c5', '', 4, '2018-10-05T02:00:00Z', NULL, '["section"]');
INSERT INTO article VALUES (3, 'urn:uuid:3faefc81-3a0d-4c25-94cb-f4d97e7806c6', NULL, '8d9851c9e483020032a9747a0bedcb9e41669eccfa220d4fae1e1de244dde311', '', 3, '2018-10-05T02:00:00Z', '2018-10-05T02:00:00Z', '[]');
INSERT INTO article VALUES (4, 'urn:uuid:33de64d2-56ad-4954-bfae-93355a90478c', 'https://binhlac.example/20', '610ce94ba7d11dd0ea0163b518b5ec3d067f33d782e06cc3703c4642b188c169', 'https://binhlac.example', 8, '2018-10-05T02:00:00Z', NULL, '[]');
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
    digest          TEXT NOT NULL, categories TEXT NOT NULL DEFAULT '[]', updated TEXT NOT NULL DEFAULT '', updated_words TEXT NOT NULL DEFAULT '', source_digest TEXT NOT NULL DEFAULT '', is_summary INTEGER NOT NULL DEFAULT 0,      -- SHA-256 of all the content above, figures and attachments
    UNIQUE (article_id, number),
    UNIQUE (article_id, digest)
) STRICT;
INSERT INTO revision VALUES (1, 1, 1, '2018-10-05T02:00:00Z', 'source', 1, 'Hội nghị công tác dân vận', '', 'Xã Bình Lạc bàn việc dân vận khéo.

Bà con đồng tình.', 'Tin tức', '["Thu Hà", "Văn Lợi"]', '2018-10-04', 'Chiều 4/10/2018', 'vi', 'f475cf4d5bd697537d866ec4500b3cce6de481e731019b6386eadd9461e9c7b2', '["Dân vận"]', '', '', '', 0);
INSERT INTO revision VALUES (2, 2, 1, '2018-10-05T02:00:00Z', 'source', 2, 'Gặt lúa mùa', '', 'Ra đồng từ sớm.', '', '[]', '', '', '', '2d63a6039bacee8286e4c6ed83b738630f418a6b41da0aa18e2c4e946740578e', '[]', '', '', '', 0);
INSERT INTO revision VALUES (3, 3, 1, '2018-10-05T02:00:00Z', 'source', NULL, 'Tin đã xóa', '', 'Không còn.', '', '[]', '', '', 'vi', '96197180d2ccceed6ee766758941ce19258d15a2defda31c0e732098cedf4772', '[]', '', '', '', 0);
INSERT INTO revision VALUES (4, 2, 2, '2018-10-05T03:00:00Z', 'hand', NULL, 'Gặt lúa mùa', '', 'Ra đồng từ sớm.', 'Nông nghiệp', '[]', '', '', '', 'abbe92940f704c0048b204769c3ee1e350a0f3d028ee966cbcc904dd3e7c8d66', '[]', '', '', '', 0);
INSERT INTO revision VALUES (5, 1, 2, '2018-10-05T04:00:00Z', 'source', 3, 'Hội nghị công tác dân vận', '', 'Xã Bình Lạc bàn việc dân vận khéo.

Bà con rất đồng tình.', 'Tin tức', '["Thu Hà", "Văn Lợi"]', '2018-10-04', 'Chiều 4/10/2018', 'vi', '9f42992752d00e1970b15ee31969e13acf3f5ac22e241b4071db55fbf95fd48c', '["Dân vận"]', '', '', '', 0);
INSERT INTO revision VALUES (6, 1, 3, '2018-10-05T05:00:00Z', 'source', NULL, 'Hội nghị công tác dân vận', '', 'Xã Bình Lạc bàn việc dân vận khéo.

Bà con rất đồng tình.', 'Dân vận', '["Thu Hà", "Văn Lợi"]', '2018-10-04', 'Chiều 4/10/2018', 'vi', 'e25d056cf562aa60dd8978a282b674bb5707cdc255b5e73698d2593e9131f678', '["Dân vận"]', '', '', '', 0);
INSERT INTO revision VALUES (7, 4, 1, '2018-10-05T02:00:00Z', 'source', 4, 'Trồng nấm rơm', '', 'Mở lớp nghề.', '', '[]', '2018-10-04T08:30:00+07:00', 'Thu, 04 Oct 2018 08:30:00 +0700', '', 'ceb9845c651c98e0a1a170f101cbdf2d3be704a690d88b449741359592000682', '[]', '', '', '', 1);
INSERT INTO revision VALUES (8, 4, 2, '2018-10-05T06:00:00Z', 'source', NULL, 'Trồng nấm rơm', '', 'Mở lớp nghề trồng nấm.

Bà con đến học.', '', '[]', '2018-10-04T08:30:00+07:00', 'Thu, 04 Oct 2018 08:30:00 +0700', '', '348a01d012f3b2f38809a5b48ecf6a81a1da92ce40cf16acd315ca4f1d270cdb', '[]', '', '', '', 0);
CREATE TABLE figure (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    caption     TEXT NOT NULL,
    position    INTEGER NOT NULL,       -- how many paragraphs stand before it
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO figure VALUES (1, 0, 'https://binhlac.example/a.jpg', 'Quang cảnh hội nghị', 1);
INSERT INTO figure VALUES (5, 0, 'https://binhlac.example/a.jpg', 'Quang cảnh hội nghị', 1);
INSERT INTO figure VALUES (6, 0, 'https://binhlac.example/a.jpg', 'Quang cảnh hội nghị', 1);
CREATE TABLE attachment (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    label       TEXT NOT NULL, media_type TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO attachment VALUES (1, 0, 'https://binhlac.example/nghi-quyet.pdf', 'Nghị quyết', 'application/pdf', 2048);
INSERT INTO attachment VALUES (5, 0, 'https://binhlac.example/nghi-quyet.pdf', 'Nghị quyết', 'application/pdf', 2048);
INSERT INTO attachment VALUES (6, 0, 'https://binhlac.example/nghi-quyet.pdf', 'Nghị quyết', 'application/pdf', 2048);
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
INSERT INTO feed VALUES (2, 'https://binhlac.example/tin.rss', 'Xã Bình Lạc', 'https://binhlac.example/', '2018-10-05T02:00:00Z');
CREATE TABLE entry (
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    guid       TEXT NOT NULL,           -- the entry's own id within its feed
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    seen_at    TEXT NOT NULL, digest TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '', page_tries INTEGER, is_joined INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed_id, guid)
) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES (1, 'news_20', 4, '2018-10-05T02:00:00Z', '023e5f6c92053509ff7a84798a9ca39c', 'Trồng nấm rơm', '', NULL, 0);
CREATE TABLE listing (                  -- the articles that the index holds, in the order of time
    docid      INTEGER PRIMARY KEY,     -- day * 1024 + time of day in 84 seconds; the day counted from 0001-01-01
    article_id INTEGER NOT NULL UNIQUE,
    day        TEXT                     -- null, or the day it is of ("--": unknown), where its day was full
) STRICT;
INSERT INTO listing VALUES (754658304, 1, NULL);
INSERT INTO listing VALUES (754658666, 4, NULL);
INSERT INTO listing VALUES (754659712, 2, NULL);
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
CREATE TABLE subscription (
    feed_id       INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    url           TEXT NOT NULL UNIQUE, -- where it is fetched
    section       TEXT NOT NULL,        -- for its articles; '' leaves what they say
    tags          TEXT NOT NULL,        -- JSON array, for its new articles
    interval      INTEGER NOT NULL,     -- seconds between two fetches at least; 0 is the usual
    wants_pages   INTEGER NOT NULL,     -- 1: fetch the page of an entry that is only a summary
    is_legacy_tls INTEGER NOT NULL,     -- 1: its server knows only old TLS
    state         TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone')),
    subscribed_at TEXT NOT NULL,
    checked_at    TEXT,                 -- the last fetch, whatever came of it
    succeeded_at  TEXT,
    next_check_at TEXT,                 -- null: as soon as possible
    failures      INTEGER NOT NULL,     -- in a row
    failing_since TEXT,
    told_at       TEXT,                 -- when the user was told of the failure that lasts
    error         TEXT NOT NULL,        -- of the last fetch
    etag          TEXT NOT NULL,        -- as received
    last_modified TEXT NOT NULL,        -- as received
    body_digest   TEXT NOT NULL,        -- SHA-256 of the document last read
    former_urls   TEXT NOT NULL,        -- JSON array, the newest last
    repairs       TEXT NOT NULL,        -- JSON array, of the document last read
    hub           TEXT NOT NULL,        -- of WebSub
    timing        TEXT NOT NULL         -- JSON object: how often, and when, the document last read asks to be fetched
) STRICT;
INSERT INTO subscription VALUES (2, 'https://binhlac.example/tin.rss', 'Tin tức', '["Bình Lạc"]', 0, 1, 0, 'active', '2018-10-05T02:00:00Z', NULL, NULL, NULL, 0, NULL, NULL, '', '', '', '', '[]', '[]', '', '{}');
CREATE TABLE robots (
    site       TEXT PRIMARY KEY,        -- scheme and host
    checked_at TEXT NOT NULL,
    rules      TEXT NOT NULL            -- its robots.txt
) STRICT, WITHOUT ROWID;
INSERT INTO robots VALUES ('https://binhlac.example', '2018-10-05T02:00:00Z', 'User-agent: *
Allow: /
');
CREATE VIRTUAL TABLE article_index USING fts5 (terms, content='', tokenize="ascii tokenchars '=:!/\?~.'");
CREATE INDEX "revision_section"
    ON "revision" ("section");
CREATE INDEX "article_tag_by_tag"
    ON "article_tag" ("tag_id");
CREATE INDEX "entry_by_article"
    ON "entry" ("article_id");
CREATE INDEX listing_misplaced ON listing (day) WHERE day IS NOT NULL;
CREATE INDEX article_archived ON article (archived_at);
CREATE INDEX entry_by_url ON entry (url) WHERE url <> '';
CREATE INDEX entry_without_page ON entry (feed_id) WHERE page_tries IS NOT NULL;
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
