// The story's text with a toolbar, in place of the textarea it fills. Without this file the textarea is there and works.
// The editor itself (ProseMirror, as django-prose-editor bundles it) is loaded from the address the textarea carries.

import { cleanPasted } from "./wordpaste.js";

const area = document.querySelector("textarea[data-editor]");
if (area) start(area);

async function start(area) {
  const kit = await import(area.dataset.editor);
  const bar = document.querySelector("[data-toolbar]");
  const holder = document.createElement("div");
  holder.className = "editor-text story-text";
  bar.after(holder);
  const label = document.querySelector(`label[for="${area.id}"]`);
  label.id ||= `${area.id}-label`;

  const Picture = kit.Node.create({
    name: "picture", group: "block", atom: true, draggable: true,
    addAttributes: () => ({ id: { default: null, parseHTML: (element) => element.dataset.picture, renderHTML: ({ id }) => ({ "data-picture": id }) } }),
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView: () => ({ node }) => ({ dom: drawn(node.attrs.id) }),
  });
  const editor = new kit.Editor({
    element: holder, injectCSS: false, content: area.value,
    extensions: [
      kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Heading.configure({ levels: [2, 3] }), kit.Blockquote,
      kit.BulletList, kit.OrderedList, kit.ListItem, kit.Link.configure({ openOnClick: false, enableTarget: false }), kit.Table.configure({ resizable: false }),
      kit.TableRow, kit.TableHeader, kit.TableCell, kit.History, kit.Dropcursor, kit.Gapcursor, Picture,
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, "aria-describedby": area.getAttribute("aria-describedby") || "" },
      transformPastedHTML: cleanPasted,
    },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: showState,
  });
  area.hidden = true;
  bar.hidden = false;
  label.addEventListener("click", () => editor.commands.focus());
  document.documentElement.dataset.editorReady = "";

  const acts = {
    bold: (c) => c.toggleBold(), italic: (c) => c.toggleItalic(), heading: (c) => c.toggleHeading({ level: 2 }), subheading: (c) => c.toggleHeading({ level: 3 }),
    quote: (c) => c.toggleBlockquote(), bullets: (c) => c.toggleBulletList(), numbers: (c) => c.toggleOrderedList(),
    table: (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), unlink: (c) => c.extendMarkRange("link").unsetLink(),
    undo: (c) => c.undo(), redo: (c) => c.redo(),
  };
  const marks = { bold: ["bold"], italic: ["italic"], heading: ["heading", { level: 2 }], subheading: ["heading", { level: 3 }], quote: ["blockquote"], bullets: ["bulletList"], numbers: ["orderedList"], link: ["link"] };

  function showState() {
    if (!editor) return;
    for (const button of bar.querySelectorAll("[data-act]")) {
      const mark = marks[button.dataset.act];
      if (mark) button.setAttribute("aria-pressed", editor.isActive(...mark));
    }
  }

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (acts[button.dataset.act]) acts[button.dataset.act](editor.chain().focus()).run();
    else if (button.dataset.act === "link") askLink();
    else if (button.dataset.act === "picture") document.querySelector("[data-picture-box]").showModal();
  });
  // One stop for the Tab key; arrows go from button to button.
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...bar.querySelectorAll("[data-act]")];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });

  const linkBox = document.querySelector("[data-link-box]");
  function askLink() {
    linkBox.querySelector("input").value = editor.getAttributes("link").href || "https://";
    linkBox.showModal();
  }
  linkBox.querySelector("form").addEventListener("submit", () => {
    const href = linkBox.querySelector("input").value.trim();
    if (/^(https?:\/\/.+|mailto:.+|tel:.+)/.test(href)) editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
  });
  for (const close of document.querySelectorAll("dialog [data-close]")) close.addEventListener("click", () => close.closest("dialog").close());

  document.querySelector("[data-picture-box]").addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-insert]");
    if (!chosen) return;
    editor.chain().focus().insertContent({ type: "picture", attrs: { id: chosen.dataset.insert } }).run();
    chosen.closest("dialog").close();
  });

  function drawn(id) {
    const figure = document.createElement("figure");
    figure.dataset.picture = id;
    const source = document.querySelector(`[data-insert="${CSS.escape(id)}"] img`);
    if (!source) { figure.textContent = "Ảnh này không còn trong “Ảnh của bài”."; return figure; }
    const image = source.cloneNode();
    image.removeAttribute("loading");
    const words = document.createElement("figcaption");
    words.textContent = source.alt || "Chưa ghi ảnh chụp gì";
    figure.append(image, words);
    return figure;
  }
}
