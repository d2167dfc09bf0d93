(meeting, leave) => {
  // Shows one slide at a time. The number lives in a style of the page: Streamlit draws slides anew.
  const last = () => document.querySelectorAll("[class*='st-key-slide-']").length - 1;
  const state = (window.slides ??= { at: 0, typed: "", timer: 0 });
  const style = document.getElementById("slide-shown") ?? document.head.appendChild(
    Object.assign(document.createElement("style"), { id: "slide-shown" }));
  // The window of who speaks and that of the projector go together, in one browser.
  state.channel ??= new BroadcastChannel(`slides-${meeting}`);
  const tell = told => state.channel.postMessage(told);
  const place = at => {
    state.at = Math.max(0, Math.min(at, last()));
    style.textContent = `.st-key-slide-${state.at} { visibility: visible !important; }
      .st-key-notes-${state.at} { display: flex !important; }`;
  };
  const show = at => { place(at); tell({ at: state.at }); };
  const click = name =>
    document.querySelector(`.st-key-${CSS.escape(name)}-${state.at} button`)?.click();
  const press = name => { click(name); tell({ press: name }); };
  const jump = () => {
    if (state.typed) show(Number(state.typed));
    state.typed = "";
  };
  const mark = leave ? "blank" : "darkened";  // who speaks goes on to see the slide
  const darken = is => document.documentElement.classList.toggle(mark, is);
  const blank = () => tell({ blank: darken() });
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  const letters = () => localStorage.getItem("slide-letters") !== "off";  // who dictates turns them off
  const keys = {
    ArrowRight: () => show(state.at + 1), PageDown: () => show(state.at + 1),
    ArrowLeft: () => show(state.at - 1), PageUp: () => show(state.at - 1),
    Home: () => show(0), End: () => show(last()),
    ArrowUp: () => press("later"), ArrowDown: () => press("earlier"),
    Backspace: () => press("back"), Enter: jump,
    b: blank, B: blank, ".": blank, f: full, F: full,
    Escape: () => { if (leave) location.href = leave; },
  };
  if (!state.listens) {
    state.listens = true;
    state.fill = () => {
      for (const one of document.querySelectorAll("[data-map]:empty")) {
        const picture = window.slideMaps?.[one.dataset.map];
        if (picture) one.innerHTML = picture;
      }
      for (const one of document.querySelectorAll("[data-letters]")) {
        const text = one.dataset[letters() ? "on" : "off"];
        if (one.textContent !== text) one.textContent = text;
      }
    };
    new MutationObserver(state.fill).observe(document.body, { childList: true, subtree: true });
    state.channel.onmessage = ({ data }) => {
      if ("at" in data) place(data.at);
      if ("press" in data) click(data.press);
      if ("blank" in data) darken(data.blank);
      if ("asks" in data) tell({ at: state.at });
    };
    tell({ asks: true });
    addEventListener("keydown", event => {
      if (!document.querySelector(".slide") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.("input, textarea, [class*='st-key-notes-'], [data-baseweb]")) return;
      if (event.key === "Enter" && event.target.closest?.("a, button")) return;
      if (event.key.length === 1 && !letters()) return;
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
      if (event.target.closest?.("[data-letters]")) {
        localStorage.setItem("slide-letters", letters() ? "off" : "on");
        state.fill();
      }
      const step = event.target.closest?.("[data-step]")?.dataset.step;
      if (step) show(state.at + Number(step));
    });
  }
  place(state.at);
  state.fill();
}
