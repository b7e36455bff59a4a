// A superscript shows the words it stands for; without this module it leads to the list of sources.
// Opens on hover, keyboard focus, click and tap; Esc, × and a click elsewhere close it.

const OPENS_AFTER = 120;
const CLOSES_AFTER = 250;
let open = null; // { link, box, pinned }
let timer = 0;
let returning = false; // focus that comes back from a closed preview does not open it again

const piece = (name, className, words = "") => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = words;
  return element;
};

function boxFor(source) {
  const box = piece("span", "preview");
  box.id = "preview";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "出处预览");
  const title = source.querySelector(".citation-head a").cloneNode(true);
  title.querySelector(".number")?.remove();
  const head = piece("span", "preview-title");
  head.append(...title.childNodes);
  const chips = piece("span", "chips");
  chips.append(...source.querySelector(".chips").cloneNode(true).childNodes);
  const shut = piece("button", "preview-close", "×");
  shut.type = "button";
  shut.setAttribute("aria-label", "关闭预览");
  shut.addEventListener("click", () => close(true));
  box.append(head, piece("span", "preview-quote", source.querySelector("blockquote").textContent), chips, shut);
  return box;
}

function place({ link, box }) {
  if (!box.offsetParent) return; // on a phone it is a sheet at the foot of the screen
  const frame = box.offsetParent.getBoundingClientRect();
  const mark = link.getBoundingClientRect();
  const left = Math.min(mark.left - frame.left - 24, frame.width - box.offsetWidth - 8);
  box.style.left = `${Math.max(0, left)}px`;
  box.style.top = `${mark.bottom - frame.top + 6}px`;
}

function show(link, pinned) {
  clearTimeout(timer);
  if (open?.link === link) {
    open.pinned ||= pinned;
    return;
  }
  close(false);
  const source = document.querySelector(`[data-source="${link.dataset.cite}"]`);
  if (!source) return;
  const box = boxFor(source);
  link.parentElement.after(box); // behind its mark, so that Tab leads from the mark into the box
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", box.id);
  open = { link, box, pinned };
  place(open);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", later);
  box.addEventListener("focusout", leave);
}

function close(backToMark) {
  clearTimeout(timer);
  if (!open) return;
  const { link, box } = open;
  open = null;
  link.setAttribute("aria-expanded", "false");
  link.removeAttribute("aria-controls");
  box.remove();
  if (!backToMark) return;
  returning = true;
  link.focus({ preventScroll: true });
  returning = false;
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(() => open && !open.pinned && close(false), CLOSES_AFTER);
};

function leave(event) {
  const next = event.relatedTarget;
  if (open && next && next !== open.link && !open.box.contains(next)) close(false);
}

document.addEventListener("pointerover", (event) => {
  const link = event.target.closest("[data-cite]");
  if (!link || event.pointerType !== "mouse") return;
  clearTimeout(timer);
  timer = setTimeout(() => show(link, false), OPENS_AFTER);
});
document.addEventListener("pointerout", (event) => event.target.closest("[data-cite]") && later());
document.addEventListener("focusin", (event) => {
  const link = event.target.closest("[data-cite]");
  if (!returning && link?.matches(":focus-visible")) show(link, false);
});
document.addEventListener("focusout", (event) => event.target.closest("[data-cite]") && leave(event));
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cite]");
  if (link) {
    event.preventDefault();
    if (open?.link === link && open.pinned) close(true);
    else show(link, true);
  } else if (open && !open.box.contains(event.target)) {
    close(false);
  }
});
document.addEventListener("keydown", (event) => event.key === "Escape" && open && close(true));
