// Charts have the size of the screen: on paper they have that of the page, in the same shape.
addEventListener("beforeprint", () => {
  for (const box of document.querySelectorAll(".svg-container")) {
    const { width, height } = box.getBoundingClientRect();
    box.style.setProperty("--shape", `${width} / ${height}`);
    box.style.setProperty("--width", `${width}px`);
    for (const drawing of box.querySelectorAll(".main-svg")) {
      if (!drawing.hasAttribute("viewBox"))
        drawing.setAttribute("viewBox", `0 0 ${drawing.width.baseVal.value} ${drawing.height.baseVal.value}`);
    }
  }
});
