// A signing request, PKCS #10 (RFC 2986), made here: in DER (X.690), signed by a key of Web Cryptography. Knows no page and no network.

const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const lengthOf = (octets) => {
  if (octets > 0xffff) throw new RangeError("too long for a signing request");
  return octets < 0x80 ? [octets] : octets < 0x100 ? [0x81, octets] : [0x82, octets >> 8, octets & 0xff];
};
const der = (tag, ...parts) => {
  const content = joined(...parts);
  return joined([tag], lengthOf(content.length), content);
};
const sequence = (...parts) => der(0x30, ...parts);
const set = (...parts) => der(0x31, ...parts);
const octetString = (...parts) => der(0x04, ...parts);
const bitString = (octets) => der(0x03, [0], octets);
const oid = (...octets) => der(0x06, octets);
const NULL = der(0x05);

/** An INTEGER that is not negative: no zeros in front, but one where the first bit would be a sign. */
const unsigned = (octets) => {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from++;
  const rest = octets.subarray(from);
  return der(0x02, rest[0] & 0x80 ? [0] : [], rest);
};

const EXTENSION_REQUEST = oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14); // RFC 2985, section 5.4.2
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11); // RFC 5280, section 4.2.1.6
const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)); // RFC 5758, section 3.2
const SHA256_WITH_RSA = sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11), NULL); // RFC 4055, section 5

const rsa = (bits) => ({
  key: { name: "RSASSA-PKCS1-v1_5", modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
  signing: { name: "RSASSA-PKCS1-v1_5" },
  algorithm: SHA256_WITH_RSA,
  signature: (octets) => octets,
});
const KINDS = {
  p256: {
    key: { name: "ECDSA", namedCurve: "P-256" },
    signing: { name: "ECDSA", hash: "SHA-256" },
    algorithm: ECDSA_WITH_SHA256,
    // Web Cryptography gives r and s one after the other; certificates want ECDSA-Sig-Value (RFC 3279, section 2.2.3).
    signature: (octets) => sequence(unsigned(octets.subarray(0, 32)), unsigned(octets.subarray(32))),
  },
  rsa3072: rsa(3072),
  rsa2048: rsa(2048),
};

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const DNS = /^(\*\.)?(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

const v4 = (text) => {
  const octets = (V4.exec(text) || []).slice(1).map(Number);
  return octets.length === 4 && octets.every((octet) => octet < 256) ? octets : null;
};
const v6 = (text) => {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !URL.canParse(`http://[${text}]/`)) return null;
  const [left, right] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split("::").map((half) => half ? half.split(":") : []);
  const groups = right ? [...left, ...Array(8 - left.length - right.length).fill("0"), ...right] : left;
  return groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
};
/** As it stands in certificates, other scripts by their A-labels; null for what is no DNS name. */
const dns = (text) => {
  const wild = text.startsWith("*.") ? "*." : "";
  const rest = text.slice(wild.length);
  if (/[^\p{L}\p{M}\p{N}.-]/u.test(rest) || /(^|\.)\d+$/.test(rest) || !URL.canParse(`http://${rest}/`)) return null;
  const name = wild + new URL(`http://${rest}/`).hostname;
  return name.length <= 253 && DNS.test(name) ? name : null;
};

/**
 * Reads names, apart by commas, semicolons or white space.
 * @returns {{ names: { text: string, der: Uint8Array }[], wrong: string[] }} each name once, as a GeneralName (RFC 5280, section 4.2.1.6)
 */
export const readNames = (typed) => {
  const names = new Map();
  const wrong = [];
  for (const text of typed.split(/[\s,;]+/).filter((each) => each)) {
    const address = v4(text) || v6(text);
    const name = address ? text.toLowerCase() : dns(text);
    if (name === null) wrong.push(text);
    else names.set(name, { text: name, der: address ? der(0x87, address) : der(0x82, new TextEncoder().encode(name)) });
  }
  return { names: [...names.values()], wrong };
};

const pem = (label, octets) => {
  const base64 = btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(""));
  return `-----BEGIN ${label}-----\n${base64.match(/.{1,64}/g).join("\n")}\n-----END ${label}-----\n`;
};

/**
 * Makes a key and a request with it for these names. The subject stays empty: the names are what counts, and the CA makes the subject.
 * @param {"p256" | "rsa3072" | "rsa2048"} kind
 * @returns {Promise<{ csr: string, key: string }>} both in PEM; the key as PKCS #8 (RFC 5208), in clear
 */
export const make = async (kind, names) => {
  const { key, signing, algorithm, signature } = KINDS[kind];
  const pair = await crypto.subtle.generateKey(key, true, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const extension = sequence(SUBJECT_ALT_NAME, octetString(sequence(...names.map((name) => name.der))));
  const attribute = sequence(EXTENSION_REQUEST, set(sequence(extension)));
  const info = sequence(unsigned(new Uint8Array([0])), sequence(), spki, der(0xa0, attribute));
  const signed = signature(new Uint8Array(await crypto.subtle.sign(signing, pair.privateKey, info)));
  return {
    csr: pem("CERTIFICATE REQUEST", sequence(info, algorithm, bitString(signed))),
    key: pem("PRIVATE KEY", new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey))),
  };
};
