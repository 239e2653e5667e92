// Chooses among the requirements by what they say, by their grade and by their level.
const form = document.querySelector(".filter");
const status = form.querySelector("output");
const areas = [...document.querySelectorAll(".area")].map((area) => ({
  area,
  rows: [...area.querySelectorAll(".requirement")],
}));
const all = areas.reduce((sum, { rows }) => sum + rows.length, 0);
const texts = new Map();

/** What a search looks at: the sentence, and the names of the requirement and its checks. */
function textOf(row) {
  if (!texts.has(row)) {
    const parts = [...row.querySelectorAll(".sentence, .tested")];
    texts.set(row, parts.map((part) => part.textContent.toLowerCase()).join("\n"));
  }
  return texts.get(row);
}

function choose() {
  const { text, grade, level } = Object.fromEntries(new FormData(form));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row) =>
    (grade === "" || row.dataset.grade === grade) &&
    (level === "" || row.dataset.level === level) &&
    words.every((word) => textOf(row).includes(word));
  let shown = 0;
  for (const { area, rows } of areas) {
    const fitting = new Set(rows.filter(fits));
    for (const row of rows) row.hidden = !fitting.has(row);
    area.hidden = fitting.size === 0;
    shown += fitting.size;
  }
  status.textContent = shown === all ? "" : `${shown} of ${all} requirements`;
}

/** A link to a requirement opens it, and shows it whatever is chosen. */
function open() {
  const body = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = body?.closest(".requirement");
  if (!row) return;
  if (row.hidden) {
    form.reset();
    choose();
  }
  row.open = true;
  row.scrollIntoView();
  row.querySelector("summary").focus({ preventScroll: true });
}

form.hidden = false;
form.addEventListener("input", choose);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(choose));
addEventListener("hashchange", open);
// The same link a second time changes no address.
document.addEventListener("click", (event) => {
  if (event.target.closest?.(`.index a[href="${CSS.escape(location.hash)}"]`)) open();
});
open();
