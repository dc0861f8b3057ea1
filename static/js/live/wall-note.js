/* One note on the page: filled from what is known of it, and only where that has changed. */

const NOTHING = Object.freeze({ likes: 0, dots: 0 });
const UNMARKED = Object.freeze({ liked: false, given: 0 });

/* words: the element with the colours' names and addresses · known: {wall, note, sum, mark, mine, coach, dotsLeft}. */
export function fillNote(row, words, known) {
  const before = row.known;
  row.known = known;
  if (before?.note !== known.note || before?.mine !== known.mine) fillWords(row, words, known);
  if (!before || changed(before, known)) fillMarks(row, known);
}

function changed(before, now) {
  return ["sum", "mark", "note", "mine"].some((key) => before[key] !== now[key])
    || before.wall.phase !== now.wall.phase || before.dotsLeft > 0 !== now.dotsLeft > 0;
}

function fillWords(row, words, { note, mine, coach }) {
  row.dataset.note = note.note;
  row.dataset.colour = note.colour;
  row.id = `note-${note.note}`;
  row.draggable = coach;
  row.querySelector("[data-flag=hidden]").hidden = !note.hidden;
  row.querySelector(".note-text").textContent = note.text;
  row.querySelector(".person").textContent = note.name ?? "";
  row.querySelector(".own").hidden = !mine;
  row.querySelector(".colour").textContent = words.getAttribute(`colour-${note.colour}`);
  const open = row.querySelector(".note-open");
  open.href = addressOf(words, "note-page", note);
  for (const button of row.querySelectorAll("button")) button.value = note.note;
  fillPicture(row, words, note);
}

function fillPicture(row, words, note) {
  const there = row.querySelector(".note-picture");
  if (!note.picture) return there?.remove();
  const address = addressOf(words, "picture", note);
  const link = there ?? row.querySelector(".note-text").insertAdjacentElement("beforebegin", document.createElement("a"));
  const image = link.querySelector("img") ?? link.appendChild(new Image());
  link.className = "note-picture";
  link.href = `${address}?large`;
  link.download = "";
  image.loading = "lazy";
  image.alt = note.picture;
  if (image.getAttribute("src") !== address) image.src = address;
  return undefined;
}

function fillMarks(row, { wall, note, sum = NOTHING, mark = UNMARKED, mine, coach, dotsLeft }) {
  const open = wall.phase === "revealed" && !note.hidden;
  const like = row.querySelector("[name=like]");
  like.hidden = !open;
  like.setAttribute("aria-pressed", String(mark.liked));
  for (const place of row.querySelectorAll(".likes")) place.textContent = sum.likes;
  row.querySelector(".note-likes").hidden = wall.phase !== "closed" || !sum.likes;
  row.querySelector(".note-dots").hidden = !wall.dots || wall.phase === "write";
  row.querySelector(".dots").textContent = sum.dots;
  row.querySelector("[name=undot]").hidden = !open || !mark.given;
  row.querySelector("[name=dot]").hidden = !open || dotsLeft < 1;
  row.querySelector(".note-open").hidden = !coach && !(mine && wall.phase !== "closed");
}

/* An address of the house's with a 0 where the note's number comes. */
export function addressOf(words, attribute, { note }) {
  return words.getAttribute(attribute).replace("/0/", `/${note}/`);
}
