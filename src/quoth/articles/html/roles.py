"""What an element is for: by its name, its class and the other words that its makers gave it.

News sites call the parts of a page what they are: "byline", "pull-quote", "related-stories". `role` reads those words:
each name of a class is taken apart (`imageCaption`, `image_caption` and `wp-image-caption` all have "image caption" in
them) and looked up in the tables below, the longest entry first.

What guards it: an element that holds most of an article's words is never taken for furniture (see `believed`), so that
`<body class="has-newsletter">` costs nothing; and it is asked for twice, once for the element and once for its parts.
A case it gets wrong: a site that calls the text of its articles "promo", paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


class Role:
    """What an element is for, as bits; what is inside of it is for the same. Plain numbers, because a page can have
    150,000 elements, and each is asked several times.
    """

    NONE = 0
    ARTICLE = 1 << 0
    BODY = 1 << 1  # the text of the article
    HEADLINE = 1 << 2
    DECK = 1 << 3
    BYLINE = 1 << 4
    DATE = 1 << 5
    CAPTION = 1 << 6
    CREDIT = 1 << 7
    PULLQUOTE = 1 << 8
    ENTRY = 1 << 9  # one entry of a live blog
    BOX = 1 << 10  # facts beside the text
    ASIDE = 1 << 11
    HEADER = 1 << 12
    FURNITURE = 1 << 13  # navigation, sharing, advertising, other articles
    COMMENTS = 1 << 14
    PAYWALL = 1 << 15
    CONSENT = 1 << 16
    GALLERY = 1 << 17
    FOOTNOTE = 1 << 18
    UNSEEN = 1 << 19
    STRUCK = 1 << 20


_NAMES: dict[int, str] = {
    Role.BODY: """
        article body, story body, entry content, post content, article content, article text, story text, story
        content, body copy, post body, article copy, rich text body, article main body, content body, main content
        body, caas body, body text, paywall content, paywall body, paywall text, paywall article, article main
        content, article paragraphs, wysiwyg, article detail body, news body, zn body text, story body text, article
        full text""",
    Role.HEADLINE: "headline, article title, story title, entry title, post title, article headline, page title",
    Role.DECK: """
        standfirst, deck, dek, sub headline, sub hed, subtitle, sub title, article summary, story summary, article
        intro, article excerpt, article lead, article lede, article description, story deck, article sub heading,
        excerpt text""",
    Role.BYLINE: """
        byline, by line, author, author name, author info, article author, post author, entry author, story author,
        contributor, story byline, article byline, vcard, writer, author list, authors list""",
    Role.DATE: """
        timestamp, time stamp, publish date, published date, published time, publish time, published on, published
        at, pub date, post date, entry date, article date, date published, date modified, updated date, update time,
        updated time, updated at, last updated, story date, article time, posted on, date time, date, dateline""",
    Role.CAPTION: """
        caption, caption text, image caption, img caption, photo caption, figure caption, media caption, picture
        caption, video caption, cut line, fig caption, figcaption, lead caption""",
    Role.CREDIT: """
        credit, image credit, photo credit, image source, photo source, image copyright, caption credit,
        photographer, picture credit, media credit, photo byline, image byline, image attribution, media copyright,
        caption source""",
    Role.PULLQUOTE: """
        pull quote, block pull quote, article pull quote, story pull quote, quote box, big quote, display quote,
        highlighted quote, tweetable, click to tweet, element pull quote, pull quotation""",
    Role.ENTRY: """
        live blog post, live blog entry, live blog item, live blog update, live blog event, live blog block, live
        post, live entry, live event, stream post, stream item, live story post, live update, live update card, lb
        post, lb entry, live blog posting, timeline post, update entry, live blog card, live story update""",
    Role.BOX: """
        fact box, info box, key point, key takeaway, key fact, story highlight, at a glance, context box, summary
        box, bullet points, highlights, explainer box, context widget, summary point, summary list""",
    Role.COMMENTS: """
        comment, comment list, disqus, disqus thread, respond, reader comment, user comment, livefyre, coral talk""",
    Role.CONSENT: """
        cookie, cookie banner, cookie consent, cookie notice, cookie wall, cookie bar, cookie policy, consent, gdpr,
        ccpa, onetrust, cmp, sp message, didomi, privacy manager, privacy banner, privacy notice, privacy wall, qc
        cmp, truste""",
    Role.PAYWALL: """
        paywall, pay wall, subscribe wall, subscription wall, subscribe prompt, subscription prompt, subscribe
        promo, subscription promo, subscription offer, subscribe offer, subscribe cta, subscribe box, subscription
        box, subscribe message, subscription barrier, reg wall, regi wall, registration wall, meter wall, piano, tp
        modal, tp container, barrier, premium promo, premium offer, premium wall, premium teaser, premium box,
        locked content, subscriber only, gateway, article gate, plus offer, subscribe modal, subscription banner,
        subscribe banner""",
    Role.GALLERY: """
        gallery, slide show, slideshow, photo essay, photo gallery, image gallery, lightbox, slide""",
    Role.FOOTNOTE: """
        footnote, footnote ref, footnote mark, footnote reference, note ref, noteref, reference, fn, fn ref, cite
        ref, endnote, doc noteref""",
    Role.UNSEEN: """
        sr only, sr only text, visually hidden, screen reader, screen reader text, screen reader only, a11y hidden,
        assistive text, hidden visually, u hidden visually, hide visually, element invisible, off screen, accessibly
        hidden, skip link, skip to content, sr text""",
    Role.STRUCK: "strike through, line through, struck, struck out, text strike, strike, strike out",
    Role.FURNITURE: """
        nav, navigation, nav bar, nav menu, main nav, breadcrumb, menu, site header, site footer, site nav,
        masthead, page footer, footer, global footer, global header, global nav, tool bar, pagination, pager, page
        nav, share, sharing, social, share bar, share tools, share button, share links, share this, add this, share
        daddy, sd sharing, ad, advert, advertisement, advertising, ad slot, ad unit, ad wrapper, ad container, ad
        label, ad text, dfp, google ad, taboola, outbrain, sponsor, sponsored, promo, promoted, partner, commercial,
        teaser, related, related story, related stories, related articles, related links, related post, internal link,
        recommended, recommendation, recommend, more stories, more news, more from, more on, more in, more coverage,
        more articles, more headlines, more like this, read more, read next, read also, also read, also like, most read,
        most popular, most viewed, most shared, most recent, popular, trending, top stories, top news, latest news,
        latest stories, latest headlines, you may like, you may also like, up next, see also, inline related, inline
        link, inline promo, inline story, inline newsletter, story link, headline list, explore more, next article,
        previous article, prev article, post nav, post navigation, suggested, further reading, in article related,
        onward, onward journey, newsletter, sign up, signup, email signup, newsletter signup, email form, email
        capture, mailing list, optin, opt in, app promo, app banner, app download, tag list, tag cloud, tag links,
        tags, topics, topic list, topic links, keywords, post tags, entry tags, article tags, filed under,
        categories, category list, category links, widget, side bar, right rail, left rail, right col, right column,
        left column, rail, secondary content, secondary column, author bio, author box, author card, author profile,
        author description, about author, about the author, bio, article author bio, video player, video playlist,
        video controls, video title, player, playlist, audio player, listen, jw player, vjs, carousel, correction
        policy, feedback, report typo, report error, print button, print link, weather, stock ticker, ticker, poll,
        login, log in, search form, search box, search bar, search, modal, popup, pop up, tooltip, overlay, banner,
        alert bar, breaking news bar, donate, donation, contribution, contributions, epic, support us, membership,
        follow us, follow, reactions, rating, no print, screen only, job search, horoscope, subscribe, subscription,
        entry meta, post meta, article meta, meta data, entry footer, post footer, article footer, story footer""",
    Role.ARTICLE: "article, story, post, hentry, news article, article page, article wrapper, article container",
}
_BY_TAG = {
    "article": Role.ARTICLE, "nav": Role.FURNITURE, "footer": Role.FURNITURE, "aside": Role.ASIDE,
    "figcaption": Role.CAPTION, "del": Role.STRUCK, "s": Role.STRUCK, "strike": Role.STRUCK, "menu": Role.FURNITURE,
    "amp-ad": Role.FURNITURE, "amp-embed": Role.FURNITURE, "amp-sidebar": Role.FURNITURE, "header": Role.HEADER,
    "amp-consent": Role.CONSENT, "amp-carousel": Role.GALLERY, "h1": Role.HEADLINE, "search": Role.FURNITURE,
    "time": Role.DATE,
    "amp-social-share": Role.FURNITURE, "amp-user-notification": Role.CONSENT,
}  # fmt: skip
_BY_ARIA = {
    "navigation": Role.FURNITURE, "banner": Role.HEADER, "contentinfo": Role.FURNITURE, "search": Role.FURNITURE,
    "complementary": Role.ASIDE, "dialog": Role.FURNITURE, "alertdialog": Role.FURNITURE, "menu": Role.FURNITURE,
    "doc-noteref": Role.FOOTNOTE, "article": Role.ARTICLE, "doc-pullquote": Role.PULLQUOTE, "toolbar": Role.FURNITURE,
    "tooltip": Role.UNSEEN, "menubar": Role.FURNITURE, "tablist": Role.FURNITURE,
}  # fmt: skip
_BY_PROPERTY = {
    "articlebody": Role.BODY, "headline": Role.HEADLINE, "author": Role.BYLINE, "datepublished": Role.DATE,
    "datemodified": Role.DATE, "caption": Role.CAPTION, "liveblogupdate": Role.ENTRY, "comment": Role.COMMENTS,
    "copyrightholder": Role.CREDIT, "alternativeheadline": Role.DECK,
}  # fmt: skip
_NAMED_IN = ("class", "id", "data-component", "data-testid", "data-type", "data-qa")
_LONGEST = 400
"""Characters of a class that are looked at; the longest on 90 real pages has 310."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = re.compile(r"[^A-Za-z0-9]+")
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_CLIPPED = re.compile(r"\bclip\s{0,9}:\s{0,9}rect\(\s{0,9}(?:0|1px)|\bclip-path\s{0,9}:\s{0,9}inset\((?:50|100)%")
"""How words are kept for screen readers alone, where no class says so; such an element is a pixel wide."""
_THROUGH = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,60}line-through", re.IGNORECASE)


def _table() -> dict[str, int]:
    """Every entry of `_NAMES` without its spaces, also in the plural."""
    table: dict[str, int] = {}
    for kind, names in _NAMES.items():
        for entry in names.split(","):
            squeezed = "".join(entry.split())
            for spelled in (squeezed, f"{squeezed}s"):
                table[spelled] = table.get(spelled, Role.NONE) | kind
    return table


_TABLE = _table()
_MOST_WORDS = 4  # of an entry; "you may also like" has them


def role(name: str, attributes: Mapping[str, str]) -> int:
    """What the element `name` with these attributes is for, by its own names alone."""
    found = _BY_TAG.get(name, Role.NONE)
    if not found and "-" in name:
        found = _named(name[:_LONGEST])  # an element of the site's own, such as <bsp-newsletter-promo>
    if not attributes:
        return found
    for key in _NAMED_IN:
        if value := attributes.get(key):
            found |= _named(value[:_LONGEST])
    if (value := attributes.get("role")) and (aria := _BY_ARIA.get(value.strip().lower())):
        found |= aria
    if value := attributes.get("itemprop"):
        for word in value[:_LONGEST].lower().split():
            found |= _BY_PROPERTY.get(word, Role.NONE)
    if attributes.get("epub:type") == "noteref":
        found |= Role.FOOTNOTE
    if attributes.get("rel") == "author":
        found |= Role.BYLINE
    if value := attributes.get("style"):
        found |= Role.UNSEEN if _UNSEEN.search(value) or _CLIPPED.search(value) else Role.NONE
        found |= Role.STRUCK if _THROUGH.search(value) else Role.NONE
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        found |= Role.UNSEEN
    return found


@lru_cache(maxsize=1 << 13)
def _named(value: str) -> int:
    """What a class or an id says: for each of its names the longest entries of the table, from left to right."""
    found = Role.NONE
    for name in value.split():
        words = [w.lower() for w in _APART.split(_CAMEL.sub(" ", name)) if w]
        at = len(words) if words[:1] == ["has"] else 0  # "has-byline" is said of what holds a byline
        while at < len(words):
            for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                kind = _TABLE.get("".join(words[at : at + length]))
                if kind is not None:
                    found |= kind
                    at += length
                    break
            else:
                at += 1
    return found
