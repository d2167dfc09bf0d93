leave => {
  // Shows one slide at a time. The number lives in a style of the page: Streamlit draws slides anew.
  const last = () => document.querySelectorAll("[class*='st-key-slide-']").length - 1;
  const state = (window.slides ??= { at: 0, typed: "", timer: 0 });
  const style = document.getElementById("slide-shown") ?? document.head.appendChild(
    Object.assign(document.createElement("style"), { id: "slide-shown" }));
  const show = at => {
    state.at = Math.max(0, Math.min(at, last()));
    style.textContent = `.st-key-slide-${state.at} { visibility: visible !important; }`;
  };
  const press = name =>
    document.querySelector(`.st-key-${CSS.escape(name)}-${state.at} button`)?.click();
  const jump = () => {
    if (state.typed) show(Number(state.typed));
    state.typed = "";
  };
  const blank = () => document.documentElement.classList.toggle("blank");
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  const keys = {
    ArrowRight: () => show(state.at + 1), PageDown: () => show(state.at + 1),
    ArrowLeft: () => show(state.at - 1), PageUp: () => show(state.at - 1),
    Home: () => show(0), End: () => show(last()),
    ArrowUp: () => press("later"), ArrowDown: () => press("earlier"),
    Backspace: () => press("back"), Enter: jump,
    b: blank, B: blank, ".": blank, f: full, F: full,
    Escape: () => { location.href = leave; },
  };
  if (!state.listens) {
    state.listens = true;
    addEventListener("keydown", event => {
      if (!document.querySelector(".slide") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
      if (/^\d$/.test(event.key)) {
        clearTimeout(state.timer);
        state.typed += event.key;
        state.timer = setTimeout(jump, 700);
      } else if (keys[event.key]) {
        keys[event.key]();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    addEventListener("click", event => {
      const code = event.target.closest?.(".slide [data-code]")?.dataset.code;
      if (code) press(`unit-${code}`);
    });
  }
  show(state.at);
}
