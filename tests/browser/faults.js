// What a reader would see as a fault on the page that is shown: one sentence each, an empty list when there is none.
() => {
  const faults = [];
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return false;
    for (let e = element; e && e.nodeType === 1; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.display === "none" || style.visibility === "hidden" || Number(style.opacity) < 0.05) return false;
    }
    return true;
  };
  const words = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);

  if (document.documentElement.scrollWidth > window.innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth - window.innerWidth} px wider than the screen`);

  for (const part of document.querySelectorAll("[data-testid=stMetric] *"))
    if (getComputedStyle(part).textOverflow === "ellipsis" && part.scrollWidth > part.clientWidth && visible(part))
      faults.push(`the card's text "${words(part)}" is cut off`);

  document.querySelectorAll(".js-plotly-plot").forEach((plot, number) => {
    const outer = plot.getBoundingClientRect();
    const texts = [...plot.querySelectorAll("text")]
      .filter((text) => words(text) && visible(text) && !text.closest(".hoverlayer, .modebar"))
      .map((text) => ({ said: words(text), box: text.getBoundingClientRect() }));
    if (!plot.querySelector("path, rect.bg, canvas")) faults.push(`chart ${number + 1} is empty`);
    texts.forEach(({ said, box }, i) => {
      const out = Math.max(outer.left - box.left, box.right - outer.right, outer.top - box.top, box.bottom - outer.bottom);
      if (out > 2) faults.push(`chart ${number + 1}: "${said}" is cut off by ${Math.round(out)} px`);
      for (const other of texts.slice(i + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        const smaller = Math.min(box.width * box.height, other.box.width * other.box.height);
        if (wide > 0 && high > 0 && wide * high > 0.15 * smaller)
          faults.push(`chart ${number + 1}: "${said}" and "${other.said}" overlap`);
      }
    });
  });
  return faults;
};
