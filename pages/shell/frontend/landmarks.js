// What opens over a page, a list or a menu, Streamlit puts behind all landmarks: it becomes one of its
// own, under the name of what opened it.
const named = top => {
  const popup = top.matches("#root, [role]") ? null : top.querySelector("[role=listbox], [role=menu]");
  if (!popup) return;
  const opener = document.querySelector(`[aria-controls="${popup.id}"], [aria-expanded=true][aria-haspopup]`);
  top.setAttribute("role", "region");
  top.setAttribute("aria-label", popup.ariaLabel || opener?.innerText || opener?.ariaLabel || "☰");
};
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => requestAnimationFrame(() => [...document.body.children].forEach(named)))
    .observe(document.body, { childList: true });
});
