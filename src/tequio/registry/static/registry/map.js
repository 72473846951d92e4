/* The drawn map, once somebody wants to move it: Leaflet is got from this node, marks are drawn on a
   canvas, and the list beside the map follows.  Without this script every mark is a link. */
"use strict";
(function () {
  /** @type {HTMLElement | null} */
  const box = document.querySelector("[data-map]");
  const button = document.querySelector("[data-loosen]");
  if (!box || !button || !window.fetch) return;

  const CELLS = 8, ROWS = 6, TILE = 512, NEAREST = 17, KEPT = "tequio-map-moves";
  const kept = box.dataset.kept ? `&${box.dataset.kept}` : "";
  const elsewhere = "elsewhere" in box.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @returns {boolean} whether she moved the map before, on this device */
  function moves() {
    try { return localStorage.getItem(KEPT) === "yes"; } catch { return false; }
  }

  function remember() {
    try { localStorage.setItem(KEPT, "yes"); } catch { /* a browser that keeps nothing */ }
  }

  /** Leaflet and its looks, from this node.  @returns {Promise<void>} */
  function leaflet() {
    const looks = document.createElement("link");
    looks.rel = "stylesheet";
    looks.href = box.dataset.looks;
    document.head.prepend(looks);
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = box.dataset.leaflet;
      script.onload = () => done();
      script.onerror = () => failed(new Error("leaflet"));
      document.head.append(script);
    });
  }

  /** A number that fits into a mark.  @param {number} n */
  function short(n) {
    for (const [size, sign] of [[1e6, "M"], [1e3, "k"]]) {
      if (n >= size) {
        const tenths = Math.floor(n * 10 / size);
        return (tenths >= 100 ? Math.floor(tenths / 10) : tenths / 10) + sign;
      }
    }
    return String(n);
  }

  /** @param {number} n */
  const radius = (n) => n < 2 ? 8 : Math.min(26, 11 + 3.5 * Math.log10(n));

  /**
   * One cell as the node tells it: how many, longitude, latitude; of many the box to go to, of one
   * number, name and where it is.
   * @typedef {{n: number, lon: number, lat: number, edges?: number[], one?: [number, string, string]}} Spot
   */

  /** Spots that would overlap become one.  @param {Spot[]} spots @param {any} map */
  function together(spots, map) {
    const marks = [];
    for (const spot of [...spots].sort((a, b) => b.n - a.n)) {
      let mark = spot, near;
      do {
        const at = map.latLngToLayerPoint([mark.lat, mark.lon]);
        near = marks.findIndex((other) => {
          const there = map.latLngToLayerPoint([other.lat, other.lon]);
          return at.distanceTo(there) < radius(mark.n) + radius(other.n);
        });
        if (near >= 0) mark = joined(marks.splice(near, 1)[0], mark);
      } while (near >= 0);
      marks.push(mark);
    }
    return marks;
  }

  /** @param {Spot} a @param {Spot} b @returns {Spot} */
  function joined(a, b) {
    const n = a.n + b.n, [west, south, east, north] = edges(a), [w, s, e, o] = edges(b);
    return {
      n, lon: (a.lon * a.n + b.lon * b.n) / n, lat: (a.lat * a.n + b.lat * b.n) / n,
      edges: [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, o)],
    };
  }

  /** @param {Spot} spot */
  const edges = (spot) => spot.edges || [spot.lon, spot.lat, spot.lon, spot.lat];

  /** A circle with its number in it.  @param {any} L */
  function circle(L) {
    L.Canvas.include({
      _updateMark(layer) {
        this._updateCircle(layer);
        const { words, ink } = layer.options, c = this._ctx;
        if (!words || !this._drawing || layer._empty()) return;
        c.font = `650 13px ${getComputedStyle(document.body).fontFamily}`;
        c.textAlign = "center";
        c.textBaseline = "middle";
        c.fillStyle = ink;
        c.fillText(words, layer._point.x, layer._point.y + 1);
      },
    });
    return L.CircleMarker.extend({ _updatePath() { this._renderer._updateMark(this); } });
  }

  /** Everything that happens once Leaflet is here. */
  function start() {
    const L = window.L, still = calm.matches, title = box.querySelector("title").textContent;
    const [west, south, east, north] = box.dataset.box.split(",").map(Number);
    box.replaceChildren();
    box.classList.add("map-moving");
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", title);
    box.setAttribute("aria-details", "named");
    const map = L.map(box, {
      minZoom: 1, maxZoom: NEAREST, attributionControl: false, zoomControl: false, preferCanvas: true,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
      worldCopyJump: true, maxBounds: [[-86, -Infinity], [86, Infinity]],
    });
    L.control.zoom({ zoomInTitle: box.dataset.nearer, zoomOutTitle: box.dataset.farther }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    map.fitBounds([[south, west], [north, east]], { animate: false });
    const Land = L.TileLayer.extend({
      getTileUrl(at) { return filled(box.dataset.land, this._getZoomForUrl(), at.x, at.y); },
    });
    new Land("", { tileSize: TILE, zoomOffset: -1, maxNativeZoom: NEAREST }).addTo(map);
    const layer = L.layerGroup().addTo(map), Circle = circle(L);
    /** @type {Map<string, Promise<Spot[]>>} */
    const got = new Map();
    let turn = 0, waiting = 0;

    /** @param {number} z @param {number} x @param {number} y */
    function spotsOf(z, x, y) {
      const side = 2 ** z, column = ((x % side) + side) % side, round = 360 * Math.floor(x / side);
      const address = filled(box.dataset.tiles, z, column, y) + `?${elsewhere ? "open=1" : ""}${kept}`;
      if (!got.has(address)) got.set(address, fetch(address).then(read, () => { got.delete(address); return []; }));
      return got.get(address).then((spots) => round ? spots.map((one) => moved(one, round)) : spots);
    }

    async function look() {
      const mine = ++turn, z = Math.max(0, map.getZoom() - 1), bounds = map.getPixelBounds();
      const size = TILE * 2 ** (map.getZoom() - 1 - z), last = 2 ** z - 1, asked = [];
      for (let x = Math.floor(bounds.min.x / size); x <= Math.floor(bounds.max.x / size); x++) {
        for (let y = Math.floor(bounds.min.y / size); y <= Math.floor(bounds.max.y / size); y++) {
          if (y >= 0 && y <= last) asked.push(spotsOf(z, x, y));
        }
      }
      const spots = (await Promise.all(asked)).flat();
      if (mine !== turn) return;
      layer.clearLayers();
      for (const mark of together(spots, map)) layer.addLayer(drawn(mark));
      clearTimeout(waiting);
      waiting = setTimeout(tell, 300);
    }

    /** @param {Spot} mark */
    function drawn(mark) {
      const looks = getComputedStyle(box), colour = (name) => looks.getPropertyValue(name).trim();
      const one = mark.n === 1;
      const shape = new Circle([mark.lat, mark.lon], {
        radius: radius(mark.n), weight: 1.5, color: colour("--land"), fillOpacity: 1,
        fillColor: colour(one ? "--cochineal" : "--indigo"), ink: colour("--on-indigo"),
        words: one ? "" : short(mark.n),
      });
      shape.on("click", () => one && mark.one ? open(mark) : closer(mark));
      return shape;
    }

    /** @param {Spot} mark */
    function closer(mark) {
      const [w, s, e, n] = edges(mark), before = map.getZoom();
      const zoom = Math.max(before + 1, Math.min(NEAREST, map.getBoundsZoom([[s, w], [n, e]])));
      if (before === NEAREST) document.querySelector("[data-beside]").focus();
      else map.setView([mark.lat, mark.lon], Math.min(zoom, before + 4), { animate: !still });
    }

    /** Name and link of one, as text alone.  @param {Spot} mark */
    function open(mark) {
      const [id, name, about] = mark.one, link = document.createElement("a");
      link.href = `${id}/`;
      link.textContent = name;
      if (elsewhere) { link.target = "_blank"; link.rel = "noopener"; }
      const said = document.createElement("p"), where = document.createElement("p");
      said.append(link);
      where.textContent = about;
      const whole = document.createElement("div");
      whole.append(said, ...about ? [where] : []);
      const popup = L.popup({ autoPanPadding: [20, 20], minWidth: 180, maxWidth: 260 });
      popup.setLatLng([mark.lat, mark.lon]).setContent(whole).openOn(map);
      popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
    }

    /** The address and the list beside the map say what is seen now. */
    async function tell() {
      const z = map.getZoom(), side = 4 * 2 ** z, middle = map.project(map.getCenter(), z);
      const across = (n) => ((n % side) + side) % side;
      const cx = z === 1 ? 0 : across(Math.round(middle.x / 64 - CELLS / 2));
      const cy = z === 1 ? 1 : Math.max(0, Math.min(side - ROWS, Math.round(middle.y / 64 - ROWS / 2)));
      const query = `?at=${z}/${cx}/${cy}${kept}`;
      if (!elsewhere) history.replaceState(null, "", query);
      const answer = await fetch(`${query}&part=list`).catch(() => null);
      if (!answer || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-beside]"), old = document.querySelector("[data-beside]");
      if (fresh && old && !old.contains(document.activeElement)) old.replaceWith(fresh);
    }

    map.on("moveend", look);
    dark.addEventListener("change", look);
    button.parentElement.hidden = true;
    for (const said of document.querySelectorAll("[data-across]")) said.hidden = true;
    look();
  }

  /** @param {string} address @param {number} z @param {number} x @param {number} y */
  function filled(address, z, x, y) {
    const side = 2 ** z;
    return address.replace("1111", String(z)).replace("2222", String(((x % side) + side) % side)).replace("3333", String(y));
  }

  /** @param {Response} answer @returns {Promise<Spot[]>} */
  async function read(answer) {
    if (!answer.ok) return [];
    const { spots } = await answer.json();
    return spots.map(([n, lon, lat, ...rest]) => n === 1 && typeof rest[1] === "string"
      ? { n, lon, lat, one: rest } : { n, lon, lat, edges: rest });
  }

  /** @param {Spot} spot @param {number} by @returns {Spot} */
  function moved(spot, by) {
    const [west, south, east, north] = edges(spot);
    return { ...spot, lon: spot.lon + by, edges: [west + by, south, east + by, north] };
  }

  /** @param {boolean} isAsked she pressed the button, and goes on with the keys of the map */
  function loosen(isAsked) {
    button.hidden = true;
    leaflet().then(() => {
      remember();
      start();
      if (isAsked) box.focus({ preventScroll: true });
    }, () => { button.hidden = false; });
  }

  button.hidden = false;
  button.addEventListener("click", () => loosen(true));
  if (moves()) loosen(false);
})();
