// Words selected in an article become the place of a statement to be added.

/** The code point of the article at which `node`, `offset` stands; null outside its text. */
function place(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-s]");
  if (!piece) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
  return Number(piece.dataset.s) + [...before].length;
}

export function selecting() {
  const text = document.getElementById("text");
  const form = document.getElementById("adding");
  if (!text || !form) return;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    document.getElementById("chosen").textContent = chosen.toString().slice(0, 600);
  });
}
