// Draws every chart of the page: a figure holds the Vega-Lite specification as data and an empty place for the drawing.
// Colours in the specifications are CSS custom properties, so that dark mode and print need no second drawing. Expressions are interpreted and not
// made into functions (ast), and no style element is added, so that a page may forbid both.
(() => {
  "use strict";

  const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

  const config = {
    background: "transparent",
    font: sans,
    view: { stroke: null },
    axis: {
      labelColor: "var(--quiet)", titleColor: "var(--quiet)", gridColor: "var(--line)", domainColor: "var(--line-strong)",
      tickColor: "var(--line-strong)", labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelPadding: 6, titlePadding: 10,
      labelLimit: 160, labelSeparation: 8, titleLimit: 400,
    },
    legend: { labelColor: "var(--text)", titleColor: "var(--quiet)", labelFontSize: 12, symbolSize: 110, orient: "top", title: null, offset: 12 },
    text: { color: "var(--text)", fontSize: 12, font: sans },
  };

  const draw = part => {
    for (const figure of part.querySelectorAll("[data-chart]")) {
      const place = figure.querySelector("[data-chart-place]");
      const specification = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
      const settings = { actions: false, renderer: "svg", config, ast: true, defaultStyle: false, tooltip: { theme: "custom", disableDefaultStyle: true } };
      vegaEmbed(place, specification, settings).catch(error => {
        place.textContent = "This chart could not be drawn (" + error.message + "); its figures are in the table below.";
      });
    }
  };

  draw(document);
  document.addEventListener("htmx:afterSwap", event => draw(event.target)); // of the studio: what came later
})();
