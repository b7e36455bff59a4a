// Small conveniences; every page works without them.

import "./asked.js";
import "./generated.js";
import "./preview.js";

const editable = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

// `/` and Ctrl+K go to the search box, Esc leaves it.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search]");
  if (!box || event.isComposing) return;
  const opens = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !editable(event.target));
  if (opens) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && document.activeElement === box) {
    box.blur();
  }
});

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "已复制";
    setTimeout(() => (button.textContent = words), 2000);
  });
}

for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = false;
  button.addEventListener("click", () => history.back());
}

// A question takes a moment: say so once, and do not send it twice.
for (const form of document.querySelectorAll('form[action="/ask"]')) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    form.setAttribute("aria-busy", "true");
    if (button.classList.contains("primary")) button.textContent = "正在查…";
    setTimeout(() => (button.disabled = true));
  });
}
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// On a phone the table of contents starts folded.
if (matchMedia("(max-width: 800px)").matches) {
  for (const details of document.querySelectorAll(".contents details")) details.open = false;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Paper cannot be unfolded: what is folded on the screen is printed open.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.reasons:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// The flowchart can be enlarged and made to fit; the step in hand is brought into view.
for (const figure of document.querySelectorAll("[data-zoom]")) {
  const drawing = figure.querySelector("svg");
  const frame = figure.querySelector(".chart-scroll");
  const natural = drawing.viewBox.baseVal;
  let scale = Math.min(1, Math.max(0.55, frame.clientWidth / natural.width));
  const draw = () => {
    drawing.setAttribute("width", natural.width * scale);
    drawing.setAttribute("height", natural.height * scale);
  };
  const zoom = (factor) => {
    scale = Math.min(2.5, Math.max(0.3, scale * factor));
    draw();
  };
  figure.querySelector(".zoom").hidden = false;
  figure.querySelector("[data-zoom-in]").addEventListener("click", () => zoom(1.25));
  figure.querySelector("[data-zoom-out]").addEventListener("click", () => zoom(0.8));
  draw();
  const here = drawing.querySelector(".here rect");
  if (here) {
    frame.scrollTo({
      left: (here.x.baseVal.value + 88) * scale - frame.clientWidth / 2,
      top: (here.y.baseVal.value + 29) * scale - frame.clientHeight / 2,
    });
  } else {
    frame.scrollLeft = (natural.width * scale - frame.clientWidth) / 2;
  }
}
