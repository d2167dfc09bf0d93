(() => {
  // Hands what is typed into minutes to the server a second after the last letter.
  if (window.minutes) return;
  window.minutes = { timer: 0 };
  addEventListener("input", ({ target }) => {
    if (!target.closest?.("[class*='st-key-minutes-']")) return;
    clearTimeout(window.minutes.timer);
    const done = new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true });
    window.minutes.timer = setTimeout(() => target.dispatchEvent(done), 1000);
  });
})()
