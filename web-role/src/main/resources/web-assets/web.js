// Everything here is a comfort: each page says and does the same without it.
"use strict";
(() => {
  // A page that answered a POST takes the address of what it made, so that a reload sends nothing again.
  const own = document.querySelector("[data-own-address]");
  if (own) history.replaceState(null, "", own.dataset.ownAddress);

  // The state of a request: asked for often at first, then less, and only while someone looks.
  const state = document.getElementById("state");
  const announced = document.getElementById("announced");
  const started = Date.now();
  const pause = () => { const age = Date.now() - started; return age < 20000 ? 1000 : age < 120000 ? 3000 : 10000; };
  let timer = 0;
  const later = () => { clearTimeout(timer); timer = setTimeout(look, pause()); };
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(state.dataset.address, { cache: "no-store", headers: { Accept: "text/html" } });
      if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".state"));
    } catch { /* the next look may do better */ }
    if (state.dataset.poll) later();
  };
  const swap = (fresh) => {
    const shown = state.querySelector(".state");
    if (!fresh || fresh.dataset.version === shown.dataset.version) return;
    const inside = shown.contains(document.activeElement);
    shown.replaceWith(fresh);
    announced.textContent = fresh.querySelector("h2").textContent;
    if (inside) { fresh.tabIndex = -1; fresh.focus(); }
    if (fresh.dataset.final) {
      delete state.dataset.poll;
      document.querySelectorAll("[data-while-open]").forEach((part) => part.remove());
    }
  };
  if (state && state.dataset.poll) {
    document.addEventListener("visibilitychange", () => { if (!document.hidden && state.dataset.poll) look(); });
    later();
  }

  // The status page, and a certificate of which the signer is asked something: drawn anew while someone looks.
  const live = document.getElementById("live");
  const watch = live && live.dataset.every && setInterval(async () => {
    if (document.hidden || live.querySelector("details[open]") || live.contains(document.activeElement) || !getSelection().isCollapsed) return;
    try {
      const answer = await fetch("", { cache: "no-store", headers: { Accept: "text/html" } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
      if (fresh) live.replaceChildren(...fresh.childNodes);
      if (fresh && !fresh.dataset.every) clearInterval(watch);
    } catch { /* the next look may do better */ }
  }, live.dataset.every * 1000);

  // A button beside each command that copies it; its words come with the page.
  const words = document.body.dataset;
  if (navigator.clipboard) document.querySelectorAll("[data-command]").forEach((command) => {
    const box = document.createElement("div");
    box.className = "copied";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(command.textContent);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    command.replaceWith(box);
    box.append(command, button);
  });
})();
