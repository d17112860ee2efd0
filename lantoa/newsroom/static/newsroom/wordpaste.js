// HTML as Word, Excel and web mail put it on the clipboard, turned into plain structure: paragraphs, headings, lists, tables, bold, italic.
// What is allowed in the end the server says (newsroom.cleaning); this only keeps what Word meant from being lost.

const DROPPED = "style, script, meta, link, title, xml, o\\:p, img, object, embed, iframe, form, input, button, v\\:shape, v\\:shapetype";
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote";

export function cleanPasted(html) {
  // Word hides whole sections in conditional comments; the bullets of its lists stand in some of them.
  const text = html.replace(/<!--\[if !supportLists\]-->|<!--\[endif\]-->|<!\[if !supportLists\]>|<!\[endif\]>/gi, "").replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, "")
    // Styles are only read here, handlers dropped. Under another name, because the page's policy refuses (and reports) any that is written into a tag.
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/i, " data-style=").replace(/\son\w+\s*=/gi, " data-off="));
  const page = new DOMParser().parseFromString(text, "text/html");
  const body = page.body;
  mendLists(body);
  for (const gone of body.querySelectorAll(DROPPED)) gone.remove();
  for (const element of [...body.querySelectorAll("*")]) mendElement(element, page);
  for (const paragraph of body.querySelectorAll("p")) {
    if (!paragraph.textContent.replace(/\u00a0/g, " ").trim() && !paragraph.querySelector("br")) paragraph.remove();
  }
  return body.innerHTML.replace(/\u00a0/g, " ");
}

// Word's lists are paragraphs with a number or bullet written out: <p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>…
function mendLists(body) {
  let list = null;
  for (const paragraph of [...body.querySelectorAll("p, h1, h2, h3")]) {
    const style = paragraph.getAttribute("data-style") || "";
    if (!/mso-list:\s*l\d/i.test(style)) { list = null; continue; }
    const mark = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("data-style") || ""));
    const written = (mark ? mark.textContent : paragraph.textContent).trim();
    mark?.remove();
    const kind = /^(\d+|[a-zđ]|[ivx]+)[.)]/i.test(written) ? "ol" : "ul";
    if (!list || list.tagName.toLowerCase() !== kind || list.nextElementSibling !== paragraph) {
      list = body.ownerDocument.createElement(kind);
      paragraph.before(list);
    }
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    if (!mark) item.innerHTML = item.innerHTML.replace(/^\s*(?:[·•▪§o-]|\d+[.)])(?:\s|&nbsp;)+/, "");
    list.append(item);
    paragraph.remove();
  }
}

function mendElement(element, page) {
  const name = element.tagName.toLowerCase();
  const style = (element.getAttribute("data-style") || "").toLowerCase();
  const strong = /font-weight:\s*(bold|[6-9]00)/.test(style);
  const slanted = /font-style:\s*italic/.test(style);
  if (name.includes(":") || name === "font" || name === "span" || name === "u" || name === "div") {
    // Smart tags (st1:place…), spans and divs: what they hold stays, bold and italic become marks of the text.
    const kept = [...element.childNodes];
    let holder = null;
    if (strong || slanted) {
      const inner = page.createElement(strong ? "strong" : "em");
      holder = strong && slanted ? page.createElement("em") : inner;
      if (holder !== inner) holder.append(inner);
      inner.append(...kept);
    }
    if (holder) element.replaceWith(holder);
    else if (name === "div" && !element.querySelector(BLOCKS)) { const p = page.createElement("p"); p.append(...kept); element.replaceWith(p); }
    else element.replaceWith(...kept);
    return;
  }
  if (name === "h1" || name === "h4" || name === "h5" || name === "h6") {
    const heading = page.createElement(name === "h1" ? "h2" : "h3");
    heading.append(...element.childNodes);
    element.replaceWith(heading);
    return;
  }
  for (const attribute of [...element.attributes]) {
    if (!["href", "colspan", "rowspan"].includes(attribute.name)) element.removeAttribute(attribute.name);
  }
}
