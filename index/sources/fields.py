"""What the fields of a row are called, in one table for all formats: front matter, JSON, CSV, exports.

Names count without case, blanks and punctuation ("Published_At", "publishedAt"). A value may be wrapped, as in
`{"rendered": "…"}` or `{"name": "…"}`. Does not open files; see `index.sources.publication` for what a status means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import islice

from index.errors import SourceProblem
from index.progress import Noted
from index.reasons import Reason
from index.sources.drafts import Draft, is_given
from index.sources.markup.html import text_of_field
from index.sources.markup.rich_text import paragraphs_of
from index.sources.markup.tags import looks_like_markup, text_of_markup
from index.sources.publication import hides, moment_in_utc, unknown_status


class Field(StrEnum):
    """What a field is to an article."""

    TITLE = "title"
    TEXT = "text"
    SUMMARY = "summary"
    PUBLISHED = "published"
    URL = "url"
    AUTHOR = "author"
    SOURCE = "source"
    LANGUAGE = "language"
    ID = "id"
    STATUS = "status"
    GOES_LIVE = "goes live"
    EXPIRES = "expires"
    IS_DRAFT = "is a draft"
    IS_PUBLIC = "is public"
    IS_DELETED = "is deleted"
    PASSWORD = "password"  # noqa: S105 (a post's, which makes it private)
    ROBOTS = "robots"
    NOT_USED = "not used"


# The first name that has a value is taken.
_NAMES = {
    Field.TITLE: """title headline judul head heading subject subjek posttitle judulartikel judulberita articletitle
        question pertanyaan tanya soal name nama""",
    Field.TEXT: """text body content articlebody isi isiberita isiartikel teks konten fulltext contenttext contenthtml
        contentencoded html bodyhtml bodytext postcontent plaintext plain markdown story article artikel berita message
        contentmarkdown contentraw rawcontent paragraphs paragraf answer jawaban jawab""",
    Field.SUMMARY: """summary description excerpt lead abstract standfirst deskripsi ringkasan intro subtitle dek
        postexcerpt customexcerpt teaser leadparagraph""",
    Field.PUBLISHED: """published publishedat datepublished publishedon publishedtime publishedtimestamp
        publicationdate publicationtime pubdate publisheddate firstpublished firstpublishedat date tanggal tgl
        tanggalterbit tanggalpublikasi tanggaltayang tanggalmuat tanggalunggah tglterbit tglpublikasi tgltayang tglmuat
        tglunggah haritanggal terbit waktu waktuterbit datetime postdate postedat postedon
        dateposted publishdate publishat publishon releasedate issued issuedat timestamp time dategmt postdategmt
        created createdat createdon createddate createdtime datecreated creationdate dibuat tanggaldibuat dateadded
        createdutc unixtime""",
    Field.URL: """url link permalink canonical canonicalurl weburl articleurl posturl permalinkurl fullurl uri href
        tautan alamat loc externalurl sourceurl""",
    Field.AUTHOR: """author authors by byline penulis pengarang creator dccreator writer reporter wartawan jurnalis oleh
        authorname postauthor creators contributors""",
    Field.SOURCE: """source publisher site sitename media mediaoutlet sumber penerbit outlet newspaper publication
        publishername feedtitle koran situs""",
    Field.LANGUAGE: "language lang bahasa locale inlanguage",
    Field.ID: "id guid uuid articleid postid newsid contentid idartikel idberita",
    Field.STATUS: """status poststatus publicationstatus publishstatus publishedstatus publishingstatus draftstatus
        contentstatus creativeworkstatus statusterbit statuspublikasi statustayang statusnaskah statuskonten state
        visibility workflowstate moderationstate stage workflow review reviewstatus editorialstatus access accesslevel
        accessibility audience""",
    Field.GOES_LIVE: """publishdate publishat publishon scheduledat scheduledfor scheduled scheduleddate embargo
        embargoed embargountil embargodate golive goliveat availablefrom visiblefrom startpublishing""",
    Field.EXPIRES: """expirydate expires expiresat expiry expirationdate expireson expired unpublishdate unpublishat
        unpublishon unavailableafter availableuntil visibleuntil kedaluwarsa endpublishing""",
    Field.IS_DRAFT: """draft draf konsep wip private hidden hide unlisted unpublished internal membersonly protected
        restricted secret rahasia headless premium paywall paywalled subscribersonly paidonly scheduled expired""",
    Field.IS_PUBLIC: """public publish published active live online visible show enabled ready terbit tayang diterbitkan
        publik publikasi aktif dgpublish accessibleforfree""",
    Field.IS_DELETED: "deleted deletedat trashed trashedat removed removedat",
    Field.PASSWORD: "password postpassword",
    Field.ROBOTS: "robots noindex",
    Field.NOT_USED: """category categories tag tags keywords keyword kategori topik topic topics section sections
        rubrik label labels type posttype modified modifiedat datemodified updated updatedat lastmod lastmodified
        lastupdated updateddate slug image images thumbnail featuredimage cover photo foto gambar caption comments
        commentcount views shares likes alias aliases layout weight toc menu order number no nomor row index kind
        wordcount editor context modifiedgmt postmodified postmodifiedgmt sticky format template meta links featured
        featuredmedia commentstatus pingstatus classlist cssclass cssclasses publishedby ext""",
}
_IN_UTC = ("dategmt", "postdategmt")
_TRUTHS = frozenset({Field.IS_DRAFT, Field.IS_PUBLIC, Field.IS_DELETED})
# "Judul Berita", "news_date", "Article Text", "Nama Penulis".
_ABOUT = re.compile(
    r"^(?:news|article|post|story|item|entry|page|berita|artikel|nama)(?=[a-z]{3})"
    r"|(?<=[a-z]{3})(?:berita|artikel|postingan|naskah|article|post)$"
)
_RANK_OF_OTHERS = 100
_FIELDS_OF: dict[str, list[tuple[Field, int]]] = {}
for _field, _names in _NAMES.items():
    for _rank, _name in enumerate(_names.split()):
        _FIELDS_OF.setdefault(_name, []).append((_field, _rank))
_PUNCTUATION = re.compile(r"[\W_]+")
_WRAPPERS = (
    "rendered",
    "raw",
    "name",
    "text",
    "value",
    "@value",
    "$date",
    "$oid",
    "url",
    "@id",
    "title",
    "main",
    "original",
)
_NUMBERS = ("$numberLong", "_seconds", "seconds")
_MAX_WRAPPED = 3
# Hold what is said of a row beside its text; what they say of people or pictures stands elsewhere.
_SETTINGS = frozenset(
    ["meta", "metadata", "seo", "settings", "flags", "params", "publication", "publishing", "workflow"]
)
_YES = frozenset({"true", "t", "yes", "y", "1", "on", "ya", "benar", "sudah"})
_NO = frozenset({"false", "f", "no", "n", "0", "off", "tidak", "salah", "belum"})
_MAX_NAME_CHARS = 60
_MAX_UNKNOWN = 20
_MAX_ALTERNATIVES = 40
_MAX_AUTHORS = 20
_WITHDRAWN = re.compile(r"-\d{1,2}")  # as Joomla numbers what is in its bin
_DRAFT_OF_SANITY = re.compile(r"drafts\.")
_HIDES = dict.fromkeys(("draft", "draf", "konsep", "wip", "unpublished"), "draft")
_HIDES |= {"scheduled": "scheduled", "expired": "expired"}
# Filled in by the program that publishes, where a plain "date" may just not be known.
_MOMENTS = {"publishedat", "publishedon", "publishedtime", "publishedtimestamp", "firstpublished", "firstpublishedat"}
_MOMENTS |= {"datepublished", "publisheddate", "publishat", "publishon"}
_OF_PUBLICATION = frozenset({*_TRUTHS, Field.STATUS, Field.GOES_LIVE, Field.EXPIRES, Field.PASSWORD, Field.ROBOTS})


class Fields:
    """Reads the rows of one file, and remembers what it did not know."""

    def __init__(self) -> None:
        self._unknown: dict[str, None] = {}
        self._statuses: dict[str, None] = {}

    def draft(
        self,
        row: Mapping[str, object],
        *,
        text: str | None = None,
        heading: str | None = None,
        place: str = "",
        ids_of_file: bool = False,
    ) -> Draft:
        """Return the draft that a row makes.

        Args:
            row: by name; values of any type.
            text: what stands beside the row (a document below its front matter); else a field of it.
            heading: stands in for a missing title.
            place: where in the file.
            ids_of_file: the row's `id` names it within its file only, as the numbers of a table do.

        Raises:
            SourceProblem: it has no text.
        """
        found = self._sorted(row)

        def first(field: Field) -> object:
            values = (_unwrapped(value) for _, value in found.get(field, ()))
            return next((value for value in values if is_given(value)), None)

        day = _day(found)
        opens = first(Field.GOES_LIVE)
        if opens is None or isinstance(opens, bool):
            opens = _day_in_utc(found) or day
        status = _status(found)
        if (word := unknown_status(status)) and len(self._statuses) < _MAX_UNKNOWN:
            self._statuses[word] = None
        given_id = first(Field.ID)
        return Draft(
            text=_text(found) if text is None else text,
            title=_plain(first(Field.TITLE)),
            heading=heading,
            url=first(Field.URL),
            published=day,
            source=_plain(first(Field.SOURCE)),
            language=first(Field.LANGUAGE),
            given_id=None if ids_of_file else given_id,
            row_id=given_id if ids_of_file else None,
            author=_names_of(found),
            place=place,
            is_numbered=bool(place),
            status=status,
            goes_live=opens,
            expires=first(Field.EXPIRES),
            noindex=_says_noindex(found),
            is_dated=_is_dated(found),
        )

    def unknown(self) -> Iterator[Noted]:
        """Yield what was not known, if anything, to be told once."""
        if self._unknown:
            names = ", ".join(f'"{name}"' for name in self._unknown)
            yield Noted("", f"has fields that are not used: {names}", Reason.UNKNOWN_FIELDS)
        if self._statuses:
            words = ", ".join(f'"{word}"' for word in self._statuses)
            yield Noted("", f"has a status that is not known, taken as public: {words}", Reason.DOUBTFUL_STATUS)

    def _sorted(self, row: Mapping[str, object]) -> dict[Field, list[tuple[str, object]]]:
        ranked: dict[Field, list[tuple[int, str, object]]] = {}
        for name, value in row.items():
            key = key_of(name)
            known = _meanings(key)
            if isinstance(value, str) and len(value.split()) > 1:
                # "alamat" is where a page is, or a house.
                known = [(field, rank) for field, rank in known if field != Field.URL]
            if not known and is_given(value) and len(self._unknown) < _MAX_UNKNOWN:
                self._unknown[str(name)[:_MAX_NAME_CHARS]] = None
            for field, rank in known:
                ranked.setdefault(field, []).append((rank, key, value))
            if key in _SETTINGS and isinstance(value, Mapping):
                for inner, said in islice(value.items(), _MAX_ALTERNATIVES):
                    for field, rank in _meanings(key_of(inner)):
                        if field in _OF_PUBLICATION:
                            ranked.setdefault(field, []).append((rank + _RANK_OF_OTHERS, key_of(inner), said))
        return {
            field: [(key, value) for _, key, value in sorted(values, key=lambda each: each[0])[:_MAX_ALTERNATIVES]]
            for field, values in ranked.items()
        }


def key_of(name: object) -> str:
    """Return a field's name as the table has it."""
    key = _PUNCTUATION.sub("", str(name)[:_MAX_NAME_CHARS]).lower()
    bare = key.removeprefix("is")
    return bare if any(field in _TRUTHS for field, _ in _FIELDS_OF.get(bare, ())) else key


def fields_of(name: object) -> set[Field]:
    """Return what a field of this name may be to an article; nothing for a name that is not known."""
    return {field for field, _ in _meanings(key_of(name))}


def _meanings(key: str) -> list[tuple[Field, int]]:
    """Return what a field may be, with its place among the names of that; of a name that is known, or says of what."""
    if key in _FIELDS_OF:
        return _FIELDS_OF[key]
    return [(field, rank + _RANK_OF_OTHERS) for field, rank in _FIELDS_OF.get(_ABOUT.sub("", key, count=1), ())]


def truth(value: object) -> bool | None:
    """Return what a value says as a yes or a no; None when it says neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    if isinstance(value, str) and (word := value.strip().casefold()) in _YES | _NO:
        return word in _YES
    return None


def _text(found: Mapping[Field, list[tuple[str, object]]]) -> str:
    wrong = None
    for field in (Field.TEXT, Field.SUMMARY):
        for key, value in found.get(field, ()):
            text = _unwrapped(value)
            if isinstance(text, list | Mapping) and (paragraphs := paragraphs_of(text)):
                return "\n\n".join(paragraphs)
            if isinstance(text, str) and not text.isspace() and text:
                return text_of_field(text)
            if wrong is None and text is not None and not isinstance(text, str):
                wrong = f'has a "{key}" that is not a string but {json_type(text)}'
    if any(isinstance(_unwrapped(value), str) for _, value in found.get(Field.TEXT, ())):
        return ""
    raise SourceProblem(wrong or 'has no "text"', Reason.UNREADABLE if wrong else Reason.EMPTY)


def _day(found: Mapping[Field, list[tuple[str, object]]]) -> object:
    """Return the first value for the day that is no truth value, as in Jekyll's `published: false`."""
    values = (_unwrapped(value) for _, value in found.get(Field.PUBLISHED, ()))
    # As MkDocs has it, beside the day of a change.
    values = (value.get("created", value) if isinstance(value, Mapping) else value for value in values)
    return next((value for value in values if is_given(value) and truth(value) is None), None)


def _day_in_utc(found: Mapping[Field, list[tuple[str, object]]]) -> str | None:
    """Return the moment that WordPress gives beside the one by its site's clocks, with its zone."""
    gmt = (moment_in_utc(_unwrapped(value)) for key, value in found.get(Field.PUBLISHED, ()) if key in _IN_UTC)
    return next(filter(None, gmt), None)


def _status(found: Mapping[Field, list[tuple[str, object]]]) -> str | None:
    """Return the status in words, that which hides first, where a truth value or a password says as much."""
    for key, value in found.get(Field.IS_DRAFT, ()):
        said = truth(value)
        if said:
            return _HIDES.get(key, "private")
        if said is None and isinstance(value, str) and key in {"private", "hidden"} and is_given(value):
            return "private"
    if closed := [key for key, value in found.get(Field.IS_PUBLIC, ()) if truth(value) is False]:
        return "paid" if closed == ["accessibleforfree"] else "draft"
    # As Drupal and Joomla number them.
    numbered = [value for key, value in found.get(Field.STATUS, ()) if key in {"status", "state"}]
    if any(truth(value) is False for value in numbered):
        return "draft"
    if any(_WITHDRAWN.fullmatch(str(value)) for value in numbered):
        return "trashed"
    if _is_draft_of_strapi(found) or any(_DRAFT_OF_SANITY.match(str(value)) for _, value in found.get(Field.ID, ())):
        return "draft"
    if any(is_given(value) and truth(value) is not False for _, value in found.get(Field.IS_DELETED, ())):
        return "deleted"
    if any(isinstance(value, str) and value.strip() for _, value in found.get(Field.PASSWORD, ())):
        return "password"
    # As WordPress gives a text to whoever may read it.
    if any(isinstance(value, Mapping) and truth(value.get("protected")) for _, value in found.get(Field.TEXT, ())):
        return "password"
    given = (_unwrapped(value) for _, value in found.get(Field.STATUS, ()))
    words = [word for each in given for word in (each if isinstance(each, list) else [each]) if isinstance(word, str)]
    return next(filter(hides, words), None) or next(filter(unknown_status, words), None) or next(iter(words), None)


def _is_dated(found: Mapping[Field, list[tuple[str, object]]]) -> bool | None:
    """Tell whether the moment of publication is filled in; None when it is not, and another field tells."""
    moments = [is_given(value) for key, value in found.get(Field.PUBLISHED, ()) if key in _MOMENTS]
    if not moments or any(moments):
        return any(moments) or None
    is_public = any(truth(value) for _, value in found.get(Field.IS_PUBLIC, ()))
    is_ready = any(truth(value) is False for key, value in found.get(Field.IS_DRAFT, ()) if key in _HIDES)
    return None if is_public or is_ready else False


def _is_draft_of_strapi(found: Mapping[Field, list[tuple[str, object]]]) -> bool:
    """Tell whether a row says when it was made and changed, and of its publication that there is no day."""
    days = dict(found.get(Field.PUBLISHED, ()))
    return "publishedat" in days and days["publishedat"] is None and is_given(days.get("createdat"))


def _says_noindex(found: Mapping[Field, list[tuple[str, object]]]) -> bool:
    return any(
        truth(value) is True or (isinstance(value, str) and "noindex" in value.casefold())
        for _, value in found.get(Field.ROBOTS, ())
    )


def _names_of(found: Mapping[Field, list[tuple[str, object]]]) -> object:
    for _, value in found.get(Field.AUTHOR, ()):
        names = value[:_MAX_AUTHORS] if isinstance(value, list) else [value]
        # A number is that of an account.
        if shown := [name for name in map(_person, names) if is_given(name) and not str(name).isdecimal()]:
            return shown
    return None


def _person(value: object) -> object:
    """Return a name that may be given in two parts."""
    if isinstance(value, Mapping):
        parts = {key_of(key): said for key, said in value.items() if isinstance(said, str)}
        if both := " ".join(filter(None, map(parts.get, ("firstname", "lastname")))):
            return both
    return _plain(_unwrapped(value))


def _unwrapped(value: object) -> object:
    for _ in range(_MAX_WRAPPED):
        # As programs that gather pages write each field.
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, Mapping):
            break
        value = next((value[name] for name in (*_WRAPPERS, *_NUMBERS) if is_given(value.get(name))), None) or value
    return value


def _plain(value: object) -> object:
    return text_of_markup(value) if isinstance(value, str) and looks_like_markup(value) else value


def json_type(value: object) -> str:
    """Return what a value is called in JSON."""
    names = {list: "an array", dict: "an object", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
