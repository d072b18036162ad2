// The first page: makes a key and the request with it in this browser. What is sent is the form, and the form has the request alone.
import { make, readNames } from "./csr.js";

const part = (name) => document.getElementById(name ? `maker-${name}` : "maker");
const maker = part();
const form = maker?.closest("form");
const csr = document.getElementById("csr");

/** What was made last; the key lives in the link alone, and only until the page is left. */
let made = { csr: "", saved: true };
const isUnsaved = () => !made.saved && csr.value.trim() === made.csr;

const show = (element, shown) => { element.hidden = !shown; };
const fileOf = (name) => `${name.replace("*", "wildcard").replace(/[^A-Za-z0-9.-]/g, "_").slice(0, 80)}-key.pem`;

const say = (wrong) => {
  const names = part("names");
  show(part("names-bad"), wrong !== null);
  part("which").textContent = wrong?.join(" ") ?? "";
  if (wrong === null) return names.removeAttribute("aria-invalid");
  names.setAttribute("aria-invalid", "true");
  names.focus();
};

const start = async () => {
  const { names, wrong } = readNames(part("names").value);
  if (wrong.length || !names.length) return say(wrong);
  say(null);
  part("make").disabled = true;
  show(part("busy"), true);
  try {
    const pair = await make(part("kind").value, names);
    const link = part("save");
    if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([pair.key], { type: "application/x-pem-file" }));
    link.download = fileOf(names[0].text);
    part("file").textContent = link.download;
    made = { csr: pair.csr.trim(), saved: false };
    csr.value = pair.csr;
    document.getElementById("file").value = "";
    show(part("first"), false);
    show(part("saved"), false);
    show(part("failed"), false);
    show(part("made"), true);
    link.focus();
  } catch {
    show(part("failed"), true);
  } finally {
    show(part("busy"), false);
    part("make").disabled = false;
  }
};

// Browsers have the keys only where nobody on the way can change the page: by HTTPS, or on this very machine.
if (maker && globalThis.crypto?.subtle && URL.canParse) {
  show(maker, true);
  part("make").addEventListener("click", start);
  part("save").addEventListener("click", () => {
    made.saved = true;
    show(part("first"), false);
    show(part("saved"), true);
  });
  form.addEventListener("submit", (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    show(part("first"), true);
    part("save").focus();
  });
  addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
}
