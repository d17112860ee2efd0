// What was typed and not yet taken in is kept in this tab, so that a session that ended, a lost line or another form sent from
// the same page loses nothing. It goes when the form is taken in, when another person signs in here, and with the tab.
//
// A record: { sent, fields: { name: [as the server gave it, as typed] } }. `sent` until an answer shows what became of it: a page at
// work means taken in (or come back with what was typed), the sign-in page and the error pages mean not.

const PREFIX = "lantoa:form:";
const OWNER = "lantoa:owner";
const TEXT = new Set(["text", "search", "email", "tel", "url", "number", "date", "time", "textarea"]);
const CHOICE = new Set(["radio", "checkbox", "select-one", "select-multiple"]);
// A ballot is nobody's business; forms with a keeper of their own need no second one.
const SKIP = '[data-keep="no"], [data-autosave], [role="search"], :has(.editor), :has([hx-post])';

const who = document.body.dataset.who; // nobody on the sign-in page and the error pages
const records = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => JSON.parse(sessionStorage.getItem(key));
const write = (key, record) => { try { sessionStorage.setItem(key, JSON.stringify(record)); } catch { /* full or forbidden: nothing is kept */ } };
const forget = () => { for (const key of records()) sessionStorage.removeItem(key); };

// { name: [values] } as the server gave them (`given`) or as they stand.
const valuesOf = (form, given) => {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || !(TEXT.has(field.type) || CHOICE.has(field.type))) continue;
    const values = (found[field.name] ??= []);
    if (field.options) {
      const marked = [...field.options].filter((option) => (given ? option.defaultSelected : option.selected));
      if (!marked.length && field.type === "select-one" && field.options.length) marked.push(field.options[0]);
      values.push(...marked.map((option) => option.value));
    } else if (CHOICE.has(field.type)) {
      if (given ? field.defaultChecked : field.checked) values.push(field.value);
    } else values.push(given ? field.defaultValue : field.value);
  }
  return found;
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const keyed = () => {
  const seen = {};
  return [...document.querySelectorAll('main form[method="post"]')].filter((form) => !form.matches(SKIP)).map((form) => {
    const path = new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
    seen[path] = (seen[path] ?? 0) + 1;
    return [`${PREFIX}${path}#${seen[path]}`, form];
  });
};

const keep = (key, form, sent = false) => {
  const given = valuesOf(form, true);
  const fields = Object.fromEntries(Object.entries(valuesOf(form, false)).filter(([name, now]) => !same(given[name], now)).map(([name, now]) => [name, [given[name], now]]));
  const typed = [...form.elements].some((field) => TEXT.has(field.type) && field.name in fields);
  typed ? write(key, { sent, fields }) : sessionStorage.removeItem(key);
};

const set = (form, name, values) => {
  const texts = [...values];
  for (const field of form.elements) {
    if (field.name !== name) continue;
    if (field.options) for (const option of field.options) option.selected = values.includes(option.value);
    else if (CHOICE.has(field.type)) field.checked = values.includes(field.value);
    else field.value = texts.shift() ?? "";
  }
};

// Puts back what the server has not changed since; says so above the form, with a way to drop it.
const bringBack = (key, form) => {
  const given = valuesOf(form, true);
  const kept = Object.entries(read(key).fields).filter(([name, [before]]) => same(before, given[name]));
  if (!kept.length) return sessionStorage.removeItem(key);
  for (const [name, [, typed]] of kept) set(form, name, typed);
  for (let at = form.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  const note = document.createElement("div");
  note.className = "note note-soon kept";
  note.setAttribute("role", "status");
  note.innerHTML = '<p>Đã lấy lại chữ gõ dở lần trước. Xem lại rồi gửi.</p><button type="button" class="btn btn-sm btn-quiet">Bỏ chữ này</button>';
  note.querySelector("button").addEventListener("click", () => { form.reset(); sessionStorage.removeItem(key); note.remove(); });
  form.prepend(note);
};

if (!who) {
  for (const key of records()) write(key, { ...read(key), sent: false });
  const told = document.querySelector("[data-kept]");
  if (told) told.hidden = !records().length;
} else {
  if (sessionStorage.getItem(OWNER) !== who) { forget(); sessionStorage.setItem(OWNER, who); }
  // Come back by the browser's button with no answer seen in between: it never arrived.
  const lost = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  for (const key of records()) if (!lost && read(key).sent) sessionStorage.removeItem(key);
  const forms = keyed();
  for (const [key, form] of forms) if (sessionStorage.getItem(key)) bringBack(key, form);
  const of = (form) => forms.find(([, known]) => known === form);
  let wait, sent;
  document.addEventListener("input", (event) => {
    const found = of(event.target.form);
    if (!found) return;
    clearTimeout(wait);
    wait = setTimeout(() => keep(...found), 300);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(wait);
    sent = true;
    if (event.target.getAttribute("action")?.includes("/logout/")) return forget();
    for (const [key, form] of forms) keep(key, form, form === event.target);
  });
  addEventListener("pagehide", () => { if (!sent) for (const found of forms) keep(...found); });
}
