// Asks no other host: the page, its scripts and the description all come from the service.
window.onload = function () {
  window.SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#operations",
    deepLinking: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis]
  });
};
