/* Leaving fast: three times Shift, each within five seconds of the last. The link works without this file. */

const PRESSES = 3;
const PAUSE = 5000;

const link = document.querySelector("[data-exit]");
let presses = 0;
let last = 0;

function cover() {
  const sheet = document.createElement("div");
  sheet.className = "exit-cover";
  document.body.append(sheet);
  document.title = "";
}

/* `replace` takes this page out of the browser's way back; earlier pages stay in its history. */
function leave() {
  cover();
  location.replace(link.href);
}

function onKeyUp(event) {
  if (event.key !== "Shift") {
    presses = 0;
    return;
  }
  const now = Date.now();
  presses = now - last <= PAUSE ? presses + 1 : 1;
  last = now;
  if (presses >= PRESSES) leave();
}

if (link) {
  document.addEventListener("keyup", onKeyUp);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
}
