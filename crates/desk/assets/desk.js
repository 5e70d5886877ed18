"use strict";
// Comfort only: every form works without it. Counts what is typed where the desk asks for so much.
for (const area of document.querySelectorAll("textarea[minlength]")) {
  const least = Number(area.getAttribute("minlength"));
  const told = document.getElementById(area.getAttribute("aria-describedby"));
  const count = () => {
    const letters = [...area.value.trim()].length;
    told.textContent = letters < least
      ? `${letters} of at least ${least} characters`
      : `${letters} characters, enough`;
  };
  area.addEventListener("input", count);
  count();
}
