
const charts = JSON.parse(document.getElementById("data").textContent);
const style = getComputedStyle(document.documentElement);
const soft = style.getPropertyValue("--soft").trim(), line = style.getPropertyValue("--line").trim();
const bad = style.getPropertyValue("--bad").trim();
const colours = ["#2f7ed8", "#e0782f", "#3a9b56", "#a05cc7", "#c23b55", "#7a8794"];
Chart.defaults.color = soft;
Chart.defaults.borderColor = line;
Chart.defaults.animation = false;
const hour = 3600e3, day = 24 * hour;
const steps = [hour / 60, hour / 12, hour / 4, hour, 2 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day];
const time = value => new Date(value).toISOString().slice(0, 16).replace("T", " ");

function colour(series, i) {
  if (series.look === "guide") return soft;
  return series.look === "points" ? bad : colours[i % colours.length];
}

function lines(chart) {
  return chart.series.map((series, i) => ({
    label: series.label, data: series.points.map(([x, y]) => ({ x, y })), showLine: series.look !== "points",
    borderColor: colour(series, i), backgroundColor: colour(series, i), borderDash: series.look === "guide" ? [4, 4] : [],
    borderWidth: series.look === "guide" ? 1 : 2, pointHitRadius: 8,
    pointRadius: series.look === "points" ? 5 : series.look === "marked" ? 3 : 0 }));
}

function bars(chart) {
  return chart.series.map((series, i) => ({
    label: series.label, data: series.points.map(point => point[1]), borderWidth: 0,
    backgroundColor: colour(series, i) }));
}

for (const chart of charts) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = chart.title;
  const frame = document.createElement("div");
  frame.className = "frame";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", chart.title + ": " + chart.x + " and " + chart.y);
  frame.append(canvas);
  figure.append(caption, frame);
  document.getElementById(chart.place).append(figure);
  const isBars = chart.scale === "labels";
  const range = chart.scale === "unit" ? { min: 0, max: 1 } : {};
  const x = { ...range, title: { display: chart.x !== "", text: chart.x } };
  const y = { ...range, title: { display: chart.y !== "", text: chart.y } };
  const tooltip = {};
  if (chart.scale === "times") {
    const times = chart.series.flatMap(series => series.points.map(point => point[0]));
    const step = steps.find(length => (Math.max(...times) - Math.min(...times)) / length <= 5) ?? steps.at(-1);
    x.min = Math.floor(Math.min(...times) / step) * step;
    x.max = Math.max(Math.ceil(Math.max(...times) / step) * step, x.min + step);
    x.ticks = { callback: value => step >= day ? time(value).slice(0, 10) : time(value).slice(5), stepSize: step, maxRotation: 0 };
    tooltip.callbacks = { label: item => item.dataset.label + ": " + item.parsed.y,
      title: items => items.length === 0 ? "" : time(items[0].parsed.x) };
  }
  new Chart(canvas, {
    type: isBars ? "bar" : "scatter",
    data: { labels: isBars ? chart.labels : undefined, datasets: isBars ? bars(chart) : lines(chart) },
    options: { maintainAspectRatio: false, scales: { x, y },
      plugins: { tooltip, legend: { position: "bottom", labels: { boxHeight: isBars ? 10 : 2, boxWidth: 18 } } } }
  });
}
