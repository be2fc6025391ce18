package com.ytempire.ml.core.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A page, put together from top to bottom. It has all it needs in it, asks no host for anything,
 * and its content security policy allows no other script or style than its own, so a text that were
 * taken for HTML could do nothing. Equal parts give equal pages. Not safe to share between threads.
 */
public final class Page {
  private static final String STYLE = resource("page.css");
  private static final String DRAWING = resource("charts.js");
  private static final String LIBRARY =
      resource("/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js");

  /** For a server's answer; the page has the same in itself. */
  public static final String CONTENT_SECURITY =
      "default-src 'none'; style-src '%s'; script-src '%s' '%s'; base-uri 'none'; form-action 'none'"
          .formatted(digest(STYLE), digest(LIBRARY), digest(DRAWING));

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<Map.Entry<String, Chart>> charts = new ArrayList<>();
  private int places;

  /**
   * @param title also its first heading
   */
  public Page(String title) {
    this.title = title;
  }

  public Page paragraph(String text) {
    body.append(Html.paragraph(text));
    return this;
  }

  /** Begins a section. */
  public Page heading(String text) {
    body.append("<h2>").append(Html.text(text)).append("</h2>\n");
    return this;
  }

  /**
   * Begins a section that {@link Html#link} leads to.
   *
   * @param id of one section of the page
   */
  public Page heading(String id, String text) {
    body.append("<h2 id=\"").append(Html.text(id)).append("\">");
    body.append(Html.text(text)).append("</h2>\n");
    return this;
  }

  public Page table(Table table) {
    body.append("<div class=\"scroll\">").append(table).append("</div>\n");
    return this;
  }

  /** Charts beside each other, as many as fit. */
  public Page charts(List<Chart> group) {
    String place = "charts-" + ++places;
    body.append("<div class=\"charts\" id=\"").append(place).append("\"></div>\n");
    group.forEach(chart -> charts.add(Map.entry(place, chart)));
    return this;
  }

  /** What {@link Html} has written. */
  public Page html(String html) {
    body.append(html);
    return this;
  }

  /** The page. */
  public String write() {
    var page = new StringBuilder(body.length() + 4096);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.append(CONTENT_SECURITY).append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(Html.text(title)).append("</title>\n");
    page.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<h1>");
    page.append(Html.text(title)).append("</h1>\n").append(body);
    if (!charts.isEmpty()) {
      page.append("<script>").append(LIBRARY).append("</script>\n");
      page.append("<script type=\"application/json\" id=\"data\">");
      page.append(ChartJson.write(charts)).append("</script>\n");
      page.append("<script>").append(DRAWING).append("</script>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
