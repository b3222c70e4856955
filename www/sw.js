// Keeps one version of the page for use without a network. `cargo xtask site` fills in the version and its files.
// It must never keep a file that is not of its version, never answer for an address that is not listed here, and
// never take over before a person has asked for it or every tab is closed.
"use strict";

const VERSION = "{{version}}";

// Each with the address it is asked for under, those it answers for, and its SHA-256.
const FILES = {{files}};

// All of it is relative to the folder that this lies in: several copies may live on one host, each in a folder.
const SCOPE = self.registration.scope;
// The space ends the scope: no folder's caches are taken for those of a folder within it.
const OURS = `totp-toolset ${SCOPE} `;
const CACHE = OURS + VERSION;

const absolute = (address) => new URL(address, SCOPE).href;
const KEPT = new Set(FILES.flatMap((file) => file.serves.map(absolute)));

// Of how a response came, or for whom: it is stored unpacked, and serves every request for its address.
const OF_THE_TRANSPORT = ["content-encoding", "content-length", "transfer-encoding", "vary"];

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A file of this version, or an error: a host that is only half updated is not installed from.
async function fetched({ ask, serves, sha256 }) {
  // Not what a browser has kept from an earlier version.
  const response = await fetch(absolute(ask), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${ask}: the host answers ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== sha256) throw new Error(`${ask} is not of version ${VERSION}`);
  const headers = new Headers(response.headers);
  for (const name of OF_THE_TRANSPORT) headers.delete(name);
  return { serves, bytes, headers };
}

async function install() {
  // All of it first, so that nothing is written while anything may still fail.
  const files = await Promise.all(FILES.map(fetched));
  const cache = await caches.open(CACHE);
  try {
    for (const { serves, bytes, headers } of files) {
      for (const address of serves) {
        // A new response each time: one that came by way of a redirection could not be shown.
        await cache.put(absolute(address), new Response(bytes, { headers }));
      }
    }
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function kept(request, address) {
  // Where the browser has thrown the cache away there is still the network: the page is one file, so nothing mixes.
  return (await caches.match(address, { cacheName: CACHE })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const [address] = event.request.url.split("#");
  if (event.request.method === "GET" && KEPT.has(address)) {
    event.respondWith(kept(event.request, address));
  }
});
addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(skipWaiting());
});
