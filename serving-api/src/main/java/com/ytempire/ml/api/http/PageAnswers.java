package com.ytempire.ml.api.http;

import com.ytempire.ml.core.page.Page;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;

/** Answers that are a page for people or JSON for programs, as the caller accepts. */
public final class PageAnswers {
  private static final MediaType PAGE = MediaType.of("text/html; charset=utf-8");
  private static final String POLICY = Page.CONTENT_SECURITY + "; frame-ancestors 'none'";

  private PageAnswers() {}

  /**
   * Whether a page is wanted: whichever of both the caller names first.
   *
   * @param usual what is given to a caller that names neither
   */
  public static boolean isPageWanted(HttpRequest<?> request, boolean usual) {
    for (MediaType type : request.accept()) {
      boolean isPage = type.matches(MediaType.TEXT_HTML_TYPE);
      boolean isJson = type.matches(MediaType.APPLICATION_JSON_TYPE);
      if (isPage != isJson) {
        return isPage;
      }
    }
    return usual;
  }

  /** A self-contained page, which loads nothing and is shown in no frame. */
  public static MutableHttpResponse<byte[]> page(String html) {
    return HttpResponse.ok(html.getBytes(StandardCharsets.UTF_8))
        .contentType(PAGE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header("Content-Security-Policy", POLICY);
  }

  /** The same as JSON. */
  public static <T> MutableHttpResponse<T> json(T body) {
    return HttpResponse.ok(body)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
