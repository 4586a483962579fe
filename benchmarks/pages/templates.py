"""The templates that news sites use, after the make of their systems and with nobody's own text in them.

Each takes an article and gives its page. They differ in what extraction trips over: where the metadata stands, what a
paragraph is made of, what is set between paragraphs, and what all of it is called.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from random import Random
from typing import Any

from benchmarks.pages import furniture as f
from benchmarks.pages.written import Written, markup, plain

Template = Callable[[Written, Random], str]


def _ld(w: Written, **more: Any) -> str:
    names = w.byline.split(" and ")
    value = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": w.title, "datePublished": w.published,
        "dateModified": w.published[:11] + "23:10:00" + w.published[19:], "author": [{"@type": "Person", "name": n} for n in names],
        "publisher": {"@type": "NewsMediaOrganization", "name": w.outlet}, "mainEntityOfPage": w.url, **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def _og(w: Written) -> str:
    pairs = {
        "og:type": "article",
        "og:title": w.title,
        "og:site_name": w.outlet,
        "og:url": w.url,
        "article:published_time": w.published,
    }
    return (
        "".join(f'<meta property="{k}" content="{escape(v)}">' for k, v in pairs.items())
        + f'<meta name="author" content="{escape(w.byline)}">'
    )


def _page(w: Written, head: str, body: str, *, root: str = '<html lang="en">', cls: str = "") -> str:
    return (
        f'<!DOCTYPE html>{root}<head><meta charset="utf-8"><title>{escape(w.title)} | {escape(w.outlet)}</title>'
        f'<link rel="canonical" href="{w.url}">{head}<style>.x{{color:red}}</style></head><body class="{cls}">{body}</body></html>'
    )


def _flow(
    w: Written, p: str = "<p>{}</p>", *, pull: str = '<aside class="pull-quote"><p>{}</p></aside>', caption: str = "", between: tuple[str, ...] = (),
    quote: str = "<blockquote>{}</blockquote>", h2: str = "<h2>{}</h2>", tags: dict[str, str] | None = None, li: str = "<li>{}</li>",
) -> str:  # fmt: skip
    """The content in a row; `between` is put in after every fourth paragraph."""
    caption = (
        caption
        or '<figure><img src="/q.jpg" alt=""><figcaption>{} <span class="credit">{}</span></figcaption></figure>'
    )
    out: list[str] = []
    waiting = list(between)
    kinds = [kind for kind, _ in w.content]
    said = 0
    for i, (kind, words) in enumerate(w.content):
        before = kinds[i - 1] if i else ""
        after = kinds[i + 1] if i + 1 < len(kinds) else ""
        shown = markup(words, tags)
        if kind == "p":
            out.append(p.format(shown))
            said += 1
            if said % 4 == 0 and waiting and after in ("p", ""):
                out.append(waiting.pop(0))
        elif kind == "li":
            out.append("<ul>" * (before != "li") + li.format(shown) + "</ul>" * (after != "li"))
        elif kind == "caption":
            out.append(caption.format(shown, markup(w.content[i + 1][1])))
        elif kind == "quote":
            group = "".join(f"<p>{markup(t)}</p>" for k, t in _run(w, i)) if before != "quote" else ""
            who = next((t for k, t in w.content[i : i + 4] if k == "who"), "")
            out.append(quote.format(group + f"<footer>{escape(who)}</footer>") if group else "")
        elif kind == "h2":
            out.append(h2.format(shown))
        elif kind == "pull":
            out.append(pull.format(shown))
        elif kind == "row":
            cells = "".join(f"<td>{c}</td>" for c in shown.split("|"))
            out.append("<table>" * (before != "row") + f"<tr>{cells}</tr>" + "</table>" * (after != "row"))
    return "".join(out)


def _run(w: Written, at: int) -> Iterator[tuple[str, str]]:
    while at < len(w.content) and w.content[at][0] == "quote":
        yield w.content[at]
        at += 1


def blog(w: Written, d: Random) -> str:
    """The commonest blog system, with a plug-in's graph of JSON-LD."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "@id": "#site", "name": w.outlet, "url": "https://x.example/"},
        {"@type": "Person", "@id": "#p", "name": w.byline}, {"@type": "BreadcrumbList", "itemListElement": []},
        {"@type": "Article", "headline": w.title, "datePublished": w.published, "author": {"@id": "#p"}, "publisher": {"@id": "#site"},
         "isPartOf": {"@type": "WebPage"}, "mainEntityOfPage": {"@id": w.url}}]}  # fmt: skip
    body = (
        f.nav("main-navigation")
        + '<div id="content" class="site-content"><main><article class="post type-post hentry category-news">'
        f'<header class="entry-header"><h1 class="entry-title">{w.title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published"'
        f' datetime="{w.published}">a while ago</time></span><span class="byline"> by <span class="author vcard"><a href="/a">{w.byline}</a></span></span></div></header>'
        f'<div class="entry-content">{_flow(w, between=(f.advert("advads-ad"),), caption=_WP_CAPTION, pull=_WP_PULL)}{f.share("sharedaddy sd-sharing")}</div>'
        f'<footer class="entry-footer">Posted in <a href="/c">News</a>, <a href="/c">Coast</a></footer></article>{f.bio(w.byline)}{f.comments(d, "comments-area")}</main>'
        f'<aside id="secondary" class="widget-area">{f.teasers(d, "Recent posts", "widget widget_recent_entries")}</aside></div>{f.footer()}'
    )
    return _page(
        w,
        f'<script type="application/ld+json" class="graph">{json.dumps(graph)}</script>',
        body,
        cls="single single-post has-sidebar",
    )


_WP_CAPTION = '<div class="wp-caption aligncenter"><img src="q.jpg"><p class="wp-caption-text">{} <span class="image-credit">{}</span></p></div>'
_WP_PULL = '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>'


def broadsheet(w: Written, d: Random) -> str:
    """Text in sections with names made by a machine, split by advertisements."""
    text = _flow(
        w,
        '<p class="css-at9mc1 evys1bk0">{}</p>',
        between=("@@",) * 3,
        pull='<aside class="css-1 pullquote-x" aria-label="pull quote"><p>{}</p></aside>',
    )
    split = '</div></div><div class="css-ad"><div id="story-ad-1-wrapper" class="ad"><p>Advertisement</p><a href="#after">SKIP ADVERTISEMENT</a></div></div><div class="css-s99 StoryBodyCompanionColumn"><div class="css-53u6y8">'
    head = f'<header class="css-1"><p class="css-kicker">Coast</p><h1 id="link-1">{w.title}</h1><p id="article-summary" class="css-d">{w.deck}</p><div class="css-b"><p class="css-4a2">By <span class="css-1 last-byline">{w.byline}</span></p><time datetime="{w.published}">date</time></div>{f.share("css-share sharetools")}</header>'
    body = f'{f.nav()}<main id="site-content"><article id="story">{head}<section name="articleBody" class="meteredContent"><div class="css-s99 StoryBodyCompanionColumn"><div class="css-53u6y8">{text.replace("@@", split)}</div></div></section><div class="bottom-of-article"><p>{w.byline} covers the coast. More about the author</p></div></article>{f.teasers(d, "More in Coast", "css-recirc related-coverage")}</main>{f.footer()}'
    return _page(w, _ld(w, isAccessibleForFree=True) + _og(w), body)


def public(w: Written, d: Random) -> str:
    """A public broadcaster: every paragraph in boxes of its own, hints for screen readers in captions."""
    p = '<div data-component="text-block" class="ssrcss-uf6wea-RichTextComponentWrapper"><div class="ssrcss-7uxr49"><p class="ssrcss-1q0x1qg-Paragraph">{}</p></div></div>'
    caption = '<div data-component="image-block"><figure><img alt="x"><span class="visually-hidden">Image source, </span><span role="text" class="ssrcss-credit">{1}</span><figcaption><span class="visually-hidden">Image caption, </span>{0}</figcaption></figure></div>'
    h2 = '<div data-component="subheadline-block"><h2 class="ssrcss-Heading">{}</h2></div>'
    text = _flow(
        w,
        p,
        caption=caption,
        h2=h2,
        between=(f.teasers(d, "Related stories", "ssrcss-links-block", 2),),
        pull='<div data-component="pullquote-block"><blockquote class="ssrcss-PullQuote"><p>{}</p></blockquote></div>',
    )
    head = f'<div data-component="headline-block"><h1 id="main-heading">{w.title}</h1></div><div data-component="byline-block"><div class="ssrcss-Byline"><span>{w.byline}</span><span>Coast correspondent</span></div><time datetime="{w.published}">3 days ago</time></div>'
    body = f'{f.nav()}<main id="main-content"><article>{head}{text}<section data-component="topic-list"><h2>Related topics</h2><ul><li><a href="/t">Ports</a></li></ul></section></article>{f.teasers(d, "Top stories", "ssrcss-top-stories")}</main>{f.footer()}'
    return _page(w, _ld(w, **{"@type": "ReportageNewsArticle"}), body)


def agency(w: Written, d: Random) -> str:
    """A news agency: paragraphs are divisions, known by test ids alone."""
    count = iter(range(99))
    text = _flow(
        w,
        '<div data-testid="paragraph-N" class="text__text__1FZLe">{}</div>',
        between=(f.inline_related(d), f.newsletter("inline-newsletter")),
        h2='<h2 data-testid="Heading">{}</h2>',
        pull='<div class="pullquote__x">{}</div>',
    )
    while "paragraph-N" in text:
        text = text.replace("paragraph-N", f"paragraph-{next(count)}", 1)
    body = f'{f.nav()}<div id="fusion-app"><main><article data-testid="Article"><header><h1 data-testid="Heading">{w.title}</h1><div class="info-content__author-date">By <a href="/a" rel="author">{w.byline}</a></div><time datetime="{w.published}"><span>date</span></time></header><div class="article-body__content">{text}<p class="sign-off">Reporting by {w.byline}; editing by Wilma Ames</p></div></article>{f.teasers(d, "Read next", "read-next")}</main></div>{f.footer()}'
    return _page(w, _og(w) + _ld(w), body)


def tabloid(w: Written, d: Random) -> str:
    """A tabloid: points before the text, pictures all over, a river of other stories beside it, many comments."""
    points = f'<ul class="mol-bullets-with-font"><li><b>{w.deck}</b></li></ul>'
    text = _flow(
        w,
        '<p class="mol-para-with-font">{}</p>',
        caption='<div class="mol-img-group"><img><p class="imageCaption">{}</p><p class="image-credit">{}</p></div>',
        between=(f.teasers(d, "Trending", "related-carousel", 5), f.advert(), f.newsletter()),
        pull='<div class="mol-pullquote pull-quote">{}</div>',
    )
    body = f'{f.nav()}<div id="content" class="sitewidth"><div itemscope itemtype="https://schema.org/NewsArticle" id="js-article-text" class="article-text wide"><h2>{w.title}</h2><p class="author-section byline-plain">By <a class="author" rel="author">{w.byline}</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published">Published: <time datetime="{w.published}">x</time></span></p>{f.share()}{points}<div itemprop="articleBody">{text}</div></div>{f.comments(d, "reader-comments")}<div class="beta sidebar">{f.teasers(d, "Femail today", "puff", 9)}</div></div>{f.footer()}'
    return _page(w, _og(w), body)


def weekly(w: Written, d: Random) -> str:
    """A weekly with custom elements, islands and rich links in the text."""
    text = _flow(
        w,
        '<p class="dcr-16w5gq9">{}</p>',
        between=(
            f'<gu-island name="RichLinkComponent"><aside class="rich-link"><a href="/r">{d.choice(f.TEASERS)}</a></aside></gu-island>',
            f.newsletter("email-signup"),
        ),
        pull='<figure data-spacefinder-role="supporting"><aside class="dcr-p element-pullquote"><blockquote>{}</blockquote></aside></figure>',
        caption='<figure id="lead" class="dcr-f"><div><img></div><figcaption class="dcr-c"><span>{} {}</span></figcaption></figure>',
    )
    body = f'{f.nav()}<main><article class="dcr-article"><div data-gu-name="headline"><h1>{w.title}</h1></div><div data-gu-name="standfirst" class="standfirst"><p>{w.deck}</p></div><aside data-gu-name="meta"><address aria-label="Contributor info" class="byline"><a rel="author" href="/p">{w.byline}</a></address><details><summary>Published</summary>later</details></aside><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector">{text}</div><div class="submeta"><ul><li><a href="/t">Ports</a></li></ul></div></article></main>{f.subscribe("contributions-epic")}{f.comments(d, "discussion comments")}{f.footer()}'
    return _page(w, _ld(w) + _og(w), body)


def cable(w: Written, d: Random) -> str:
    """A cable channel: the text stands in JSON-LD as well, related headlines between the paragraphs."""
    said = "\n\n".join(plain(t) for k, t in w.content if k in ("p", "quote"))
    text = _flow(
        w,
        '<p class="paragraph inline-placeholder">{}</p>',
        between=(f.inline_related(d), f.inline_related(d), f.advert("ad-slot__feed")),
        pull='<div class="pull-quote"><div class="pull-quote__text">{}</div></div>',
    )
    body = f'{f.cookies()}{f.nav()}<section class="layout__wrapper"><section class="layout__main"><div class="headline"><h1 class="headline__text">{w.title}</h1><div class="byline__names">By <span class="byline__name">{w.byline}</span>, {w.outlet}</div><div class="timestamp">Updated 9:10 PM</div></div><article class="article__content-container"><div class="article__content"><div class="source"><cite><span class="source__location">Lindenport</span> — </cite></div>{text}</div></article></section><section class="layout__right-rail">{f.teasers(d, "Most read", "container_list-headlines")}</section></section>{f.footer()}'
    return _page(w, _ld(w, articleBody=said, wordCount=len(said.split())), body)


def amp(w: Written, d: Random) -> str:
    """The page for telephones."""
    text = _flow(
        w,
        caption='<figure><amp-img src="q.jpg" layout="responsive"></amp-img><figcaption>{} {}</figcaption></figure>',
        between=(
            '<amp-ad type="x"><div placeholder>Advertisement</div></amp-ad>',
            '<amp-list src="/r"><template type="amp-mustache"><a href="{{u}}">{{t}}</a></template></amp-list>',
        ),
    )
    body = f'<amp-consent id="c"><div><p>We use cookies. Accept?</p><button>Accept</button></div></amp-consent><header class="amp-header"><a href="/">{w.outlet}</a></header><amp-sidebar id="s"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article class="amp-wp-article"><header><h1 class="amp-wp-title">{w.title}</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{w.byline}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{w.published}">x</time></div></header><div class="amp-wp-article-content">{text}</div><amp-social-share type="x"></amp-social-share></article>{f.footer()}'
    return _page(w, _ld(w, publisher=w.outlet), body, root='<html ⚡ amp lang="en">')


def printed(w: Written, d: Random) -> str:
    """The view for printing: no names, no scripts."""
    text = _flow(w, caption="<p><i>{}</i> <small>{}</small></p>", pull="<p><big>{}</big></p>")
    return f'<html><head><title>{w.outlet}: {w.title}</title><meta name="robots" content="noindex"></head><body onload="window.print()"><img src="/logo.gif" alt="{w.outlet}"><hr><h1>{w.title}</h1><p>By {w.byline}<br>{w.published[8:10]}/{w.published[5:7]}/{w.published[:4]}</p>{text}<hr><p>Printed from {w.url}</p></body></html>'


def old(w: Written, d: Random) -> str:
    """As pages were made in 2003: laid out by tables, paragraphs by line breaks, names in capitals."""
    text = _flow(
        w,
        "{}<BR><BR>\n",
        caption='<TABLE ALIGN=RIGHT WIDTH=200><TR><TD><IMG SRC="q.gif"><FONT SIZE=1>{} {}</FONT></TD></TR></TABLE>',
        h2="<B>{}</B><BR><BR>",
        quote="<BLOCKQUOTE>{}</BLOCKQUOTE>",
        pull="<CENTER><FONT SIZE=4><I>{}</I></FONT></CENTER>",
        tags={"del": "strike", "ins": "u", "em": "i"},
    )
    links = "".join(f"<A HREF=/x{i}>{t}</A><BR>" for i, t in enumerate(d.sample(f.TEASERS, 6)))
    return f"<HTML><HEAD><TITLE>{w.outlet} - {w.title}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=760><TR><TD COLSPAN=3><A HREF=/>Home</A> | <A HREF=/sport>Sport</A></TD></TR><TR><TD WIDTH=120 VALIGN=TOP>{links}</TD><TD VALIGN=TOP><FONT FACE=Times SIZE=5><B>{w.title}</B></FONT><BR><FONT SIZE=2>By {w.byline}<BR>{w.published[:10]}</FONT><P><FONT FACE=Times>{text}</FONT></TD><TD WIDTH=160><FONT SIZE=1>Buy eels online at Eelex! Free delivery.</FONT></TD></TR></TABLE><CENTER><FONT SIZE=1>Copyright 2003 {w.outlet}</FONT></CENTER></BODY></HTML>"


def untidy(w: Written, d: Random) -> str:
    """Paragraphs that are never closed, entities for everything."""
    text = _flow(
        w,
        "<p>{}\n",
        caption="<div class=photo><img src=q.jpg><div class=cutline>{} <span class=photographer>{}</span></div></div>",
        li="<li>{}\n",
    )
    text = text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&#8217;").replace("‘", "&lsquo;")
    return f'<!doctype html><html><head><title>{w.title}</title><meta name=pubdate content="{w.published}"><meta name=byl content="By {w.byline}"></head><body>{f.nav()}<div id=wrapper><div id=main class=story><h1>{w.title}</h1><div class=byline>By {w.byline}</div><div class=story-body>{text}</div>{f.share()}</div><div id=sidebar>{f.teasers(d, "Popular", "popular")}</div></div>{f.footer()}</body></html>'


def letter(w: Written, d: Random) -> str:
    """A newsletter's page, with buttons to subscribe in the text."""
    text = _flow(
        w,
        between=(
            '<div class="subscribe-widget subscription-widget-wrap"><p>Thanks for reading The Tide! Subscribe for free to receive new posts.</p><form><button>Subscribe</button></form></div>',
        ),
        pull='<div class="pullquote"><p>{}</p></div>',
        caption='<div class="captioned-image-container"><figure><img><figcaption class="image-caption">{} {}</figcaption></figure></div>',
    )
    body = f'<div id="main" class="main typography"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{w.title}</h1><h3 class="subtitle">{w.deck}</h3><div class="byline-wrapper"><div class="profile-hover-card-target"><a href="/@x">{w.byline}</a></div><div class="pencraft">{w.published[:10]}</div></div></div><div class="available-content"><div dir="auto" class="body markup">{text}</div></div>{f.share("post-ufi share")}</article><div class="comments-section">{f.comments(d, "comment-list")}</div></div>'
    return _page(w, _ld(w, description=w.deck, isAccessibleForFree=True), body)


def walled(w: Written, d: Random) -> str:
    """All of the text is there for search engines, with "paywall" on every paragraph behind the wall."""
    text = _flow(w, '<p class="paywall">{}</p>', between=('<div class="inline-offer"><p>More from us</p></div>',))
    parts = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
    body = f'{f.nav()}<main><article class="article main-content"><header><h1 data-testid="ContentHeaderHed">{w.title}</h1><div class="ContentHeaderDek">{w.deck}</div><div class="BylineWrapper byline"><span itemprop="author"><a class="byline__name-link">{w.byline}</a></span></div><time class="ContentHeaderPublishDate">{w.published[:10]}</time></header><div class="body body__container article__body"><div class="body__inner-container">{text}</div></div></article>{f.subscribe("paywall-bar paywall-modal")}</main>{f.footer()}'
    return _page(w, _ld(w, isAccessibleForFree=False, hasPart=parts), body)


def lazy(w: Written, d: Random) -> str:
    """The text comes by a script; the page has it in its JSON-LD only."""
    said = "\n\n".join(plain(t).replace("|", " ") for k, t in w.content if k not in ("credit", "pull", "caption"))
    body = f'{f.nav()}<div id="root"><div class="skeleton"><h1>{w.title}</h1><div class="skeleton-line"></div><p>Loading…</p></div></div>{f.footer()}'
    return _page(w, _ld(w, articleBody=said), body)


def veiled(w: Written, d: Random) -> str:
    """The text is hidden until a script has asked who reads."""
    body = f'{f.nav()}<main><h1>{w.title}</h1><div class="byline">By {w.byline}</div><div class="js-hidden" style="display: none"><div class="content-wrap">{_flow(w)}</div></div></main>{f.footer()}'
    return _page(w, _ld(w), body)


def unscripted(w: Written, d: Random) -> str:
    """The text stands in `<noscript>`, for those without scripts."""
    body = f'{f.nav()}<div id="app"></div><noscript><h1>{w.title}</h1>{_flow(w)}</noscript>{f.footer()}'
    return _page(w, _og(w), body)


def live(w: Written, d: Random) -> str:
    """A live blog: the newest entry first, each an article in the article."""
    entries: list[str] = []
    for kind, words in w.content:
        if kind == "time":
            entries.append(f'<time class="live-blog-time" datetime="{w.published}">{words}</time>')
        elif kind in ("p", "h2", "li"):
            entries[-1] += {"p": "<p>{}</p>", "h2": "<h3>{}</h3>", "li": "<ul><li>{}</li></ul>"}[kind].format(
                markup(words)
            )
        elif kind in ("quote", "who"):
            tag = "blockquote" if kind == "quote" else "p"
            entries[-1] += f"<{tag}>{markup(words)}</{tag}>"
    posts = "".join(
        f'<article class="live-blog-post" id="e{i}">{e}{f.share("post-share")}</article>' for i, e in enumerate(entries)
    )
    update = [{"@type": "BlogPosting", "headline": "x", "articleBody": "y"}] * 3
    body = f'{f.nav()}<main><article class="liveblog"><h1>{w.title}</h1><p class="standfirst">{w.deck}</p><div class="byline">{w.byline}</div><section class="liveblog-content">{posts}</section></article>{f.teasers(d, "More on this", "related")}</main>{f.footer()}'
    return _page(w, _ld(w, **{"@type": "LiveBlogPosting", "liveBlogUpdate": update}), body)


def interview(w: Written, d: Random) -> str:
    """Questions in bold and answers, as a definition list."""
    text = _flow(w, '<dl class="qa"><dd>{}</dd></dl>', h2="<dl><dt><strong>{}</strong></dt></dl>")
    body = f'{f.nav()}<div class="page"><div class="story story--interview"><h1>{w.title}</h1><p class="story__intro article-intro">{w.deck}</p><p class="story__author">Interview by {w.byline}</p>{text}</div></div>{f.footer()}'
    return _page(w, _og(w), body)


def release(w: Written, d: Random) -> str:
    """A press release on a wire for them."""
    body = f'{f.nav()}<section class="release-body container"><div class="row"><div class="col-lg-10"><h1>{w.title}</h1><p class="mb-no">News provided by <strong>{w.outlet}</strong></p><p class="mb-no">{w.published[:10]}</p>{_flow(w)}<p>Contact: press@office.example, +00 555 0100</p></div></div></section>{f.share()}{f.teasers(d, "Also from this source", "related-releases")}{f.footer()}'
    return _page(w, _og(w), body)


def shadowed(w: Written, d: Random) -> str:
    """Web components, with a shadow tree in the page."""
    body = f'<x-header>{f.nav()}</x-header><x-article><template shadowrootmode="open"><slot name="h"></slot><div class="body">{_flow(w, between=(f.advert(),))}</div></template><h1 slot="h">{w.title}</h1></x-article><x-footer>{f.footer()}</x-footer>'
    return _page(w, _ld(w), body)


def divided(w: Written, d: Random) -> str:
    """The text in three boxes beside each other, with other things between them, and no names that tell."""
    text = _flow(w, between=("@@", "@@"))
    split = f'</div><div class="b2">{f.inline_related(d, "c7")}</div><div class="b1">'
    body = f'{f.nav()}<div class="w"><div class="t"><h1>{w.title}</h1><span>{w.byline}</span> <span>{w.published[:10]}</span></div><div class="b1">{text.replace("@@", split)}</div><div class="b3">{f.teasers(d, "More", "c9")}</div></div>{f.footer()}'
    return _page(w, "", body)


def local(w: Written, d: Random) -> str:
    """A local paper's system: social boxes in the text, a paragraph about the reporter behind it."""
    text = _flow(
        w,
        between=(
            '<div class="asset-inline-promo"><h4>Want to read more local news? Download our app.</h4></div>',
            f.teasers(d, "People are also reading…", "tncms-region-ads related-inline", 3),
        ),
    )
    body = f'{f.nav()}<div id="main-page-container"><article class="asset story-asset" itemscope><header class="asset-header"><h1 class="headline" itemprop="headline">{w.title}</h1></header><ul class="asset-meta list-inline"><li><span itemprop="author">{w.byline}</span></li><li><time itemprop="datePublished" datetime="{w.published}">x</time></li></ul><div class="asset-content subscriber-premium" itemprop="articleBody">{text}</div><div class="asset-tagline author-bio"><p>{w.byline} reports on ports. Reach the author at desk@paper.example.</p></div></article></div>{f.comments(d)}{f.footer()}'
    return _page(w, _og(w), body)


TEMPLATES: dict[str, Template] = {
    t.__name__: t
    for t in (
        blog, broadsheet, public, agency, tabloid, weekly, cable, amp, printed, old, untidy, letter, walled, lazy, veiled, unscripted,
        live, interview, release, shadowed, divided, local,
    )
}  # fmt: skip
