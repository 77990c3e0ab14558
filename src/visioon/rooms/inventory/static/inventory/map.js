// The map that can be moved: all points at once, those that lie close put together. Without it the drawn map stays.
/* global L */

const GRID = 56; // pixels: what lies in one square of this size is one mark
const PIN = 28;
const NEAREST = 17;
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

const box = document.querySelector("[data-map]");

function hull(points) {
  const sorted = [...points].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const turn = (a, b, c) => (b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1]);
  const chain = (list) => {
    const kept = [];
    for (const point of list) {
      while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function read(data) {
  const [south, west] = data.corner;
  return data.points.map(([key, north, east, kind, domain, status, sample]) => ({
    key,
    at: [south + north / data.scale, west + east / data.scale],
    domain: data.domains[domain],
    sample: Boolean(sample),
  }));
}

// The ground where no map server is asked: the outline of what is known, and lines of the globe as far as one sees.
function ground(map, places) {
  map.createPane("ground").style.zIndex = 210;
  const outline = { pane: "ground", className: "map-ground", weight: 1, interactive: false };
  L.polygon(hull(places.map((place) => place.at)), outline).addTo(map);
  const lines = L.layerGroup().addTo(map);
  const draw = () => {
    lines.clearLayers();
    const seen = map.getBounds().pad(0.2);
    const step = STEPS.find((one) => (seen.getEast() - seen.getWest()) / one < 12) ?? 20;
    const style = { pane: "ground", className: "map-globe", weight: 1, interactive: false };
    for (let at = Math.ceil(seen.getWest() / step) * step; at < seen.getEast(); at += step) {
      L.polyline([[seen.getSouth(), at], [seen.getNorth(), at]], style).addTo(lines);
    }
    for (let at = Math.ceil(seen.getSouth() / step) * step; at < seen.getNorth(); at += step) {
      L.polyline([[at, seen.getWest()], [at, seen.getEast()]], style).addTo(lines);
    }
  };
  map.on("moveend", draw);
  draw();
}

function together(map, places) {
  const zoom = map.getZoom();
  const seen = map.getBounds().pad(0.2);
  const cells = new Map();
  for (const place of places) {
    if (!seen.contains(place.at)) continue;
    const pixel = map.project(place.at, zoom);
    const cell = `${Math.floor(pixel.x / GRID)}:${Math.floor(pixel.y / GRID)}`;
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell).push(place);
  }
  return [...cells.values()];
}

async function names(places) {
  const asked = new URLSearchParams(places.slice(0, 30).map((place) => ["key", place.key]));
  try {
    const answer = await fetch(`${box.dataset.cards}?${asked}`);
    if (answer.ok) return await answer.text();
  } catch {
    // told below, in words
  }
  return `<p>${box.dataset.failed}</p>`;
}

function mark(map, group) {
  const [north, east] = [0, 1].map((axis) => group.reduce((sum, place) => sum + place.at[axis], 0) / group.length);
  const domains = new Set(group.map((place) => place.domain));
  const size = group.length === 1 ? PIN : Math.min(52, PIN + 3 * Math.sqrt(group.length) + 4);
  const classes = ["map-pin"];
  if (domains.size === 1) classes.push(`d-${group[0].domain}`);
  if (group.some((place) => place.sample)) classes.push("is-sample");
  const title = group.length === 1 ? box.dataset.one : box.dataset.many.replace("{n}", group.length);
  const icon = L.divIcon({ className: classes.join(" "), iconSize: [size, size], html: group.length > 1 ? `${group.length}` : "" });
  const pin = L.marker([north, east], { icon, title, alt: title });
  pin.on("click", async () => {
    const bounds = L.latLngBounds(group.map((place) => place.at));
    const apart = bounds.getNorth() - bounds.getSouth() > 1e-6 || bounds.getEast() - bounds.getWest() > 1e-6;
    if (apart && map.getZoom() < NEAREST) {
      map.fitBounds(bounds.pad(0.3), { maxZoom: NEAREST });
      return;
    }
    const html = await names(group);
    L.popup({ maxWidth: 300, keepInView: false }).setLatLng([north, east]).setContent(html).openOn(map);
  });
  return pin;
}

async function start() {
  const answer = await fetch(box.dataset.points);
  if (!answer.ok) return;
  const places = read(await answer.json());
  if (!places.length) return;
  box.hidden = false;
  box.parentElement.querySelector(".map-still").hidden = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    zoomControl: false, attributionControl: Boolean(box.dataset.tilesBy), scrollWheelZoom: false,
    fadeAnimation: !calm, zoomAnimation: !calm, markerZoomAnimation: false, maxZoom: NEAREST, minZoom: 3,
  });
  map.fitBounds(L.latLngBounds(places.map((place) => place.at)).pad(0.05), { maxZoom: 14 });
  L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
  if (box.dataset.tilesBy) map.attributionControl.setPrefix(false);
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: NEAREST, attribution: box.dataset.tilesBy }).addTo(map);
  else ground(map, places);
  const pins = L.layerGroup().addTo(map);
  const draw = () => {
    pins.clearLayers();
    for (const group of together(map, places)) mark(map, group).addTo(pins);
    box.dataset.shown = places.length;
  };
  map.on("moveend", draw);
  draw();
}

if (box && globalThis.L) start();
