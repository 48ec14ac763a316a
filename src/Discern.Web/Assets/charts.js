// Draws every chart of the page: a figure holds the Vega-Lite specification as data and an empty place for the drawing.
// Colours in the specifications are CSS custom properties, so that dark mode and print need no second drawing.
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

  for (const figure of document.querySelectorAll("[data-chart]")) {
    const place = figure.querySelector("[data-chart-place]");
    const specification = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    vegaEmbed(place, specification, { actions: false, renderer: "svg", config, tooltip: { theme: "custom" } })
      .catch(error => {
        place.textContent = "This chart could not be drawn (" + error.message + "); its figures are in the table below.";
      });
  }
})();
