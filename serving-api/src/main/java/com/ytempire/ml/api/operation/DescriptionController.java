package com.ytempire.ml.api.operation;

import com.ytempire.ml.api.http.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The description of all operations, and a page to try them. Open: it tells no data. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
class DescriptionController {
  private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/5.31.0/";

  /** Nothing else is given out, whatever is asked for. */
  private static final Map<String, PageFile> FILES =
      Map.of(
          "swagger-ui-bundle.js", PageFile.of(LIBRARY + "swagger-ui-bundle.js", "text/javascript"),
          "swagger-ui.css", PageFile.of(LIBRARY + "swagger-ui.css", "text/css"),
          "favicon-32x32.png", PageFile.of(LIBRARY + "favicon-32x32.png", "image/png"),
          "start.js", PageFile.of("start.js", "text/javascript"));

  private static final PageFile PAGE = PageFile.of("docs.html", "text/html");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final OpenApiDocument document;

  DescriptionController(OpenApiDocument document) {
    this.document = document;
  }

  @Get("/openapi.yml")
  @Produces("application/yaml")
  String yaml() {
    return document.yaml();
  }

  @Get("/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  String json() {
    return document.json();
  }

  @Get("/docs")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> page() {
    return PAGE.answer();
  }

  @Get("/docs/{file}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> file(@PathVariable String file) {
    PageFile known = FILES.get(file);
    if (known == null) {
      throw ProblemException.notFound("there is no such file");
    }
    return known.answer();
  }

  /** A file of the page, in memory. */
  private record PageFile(byte[] content, MediaType type) {

    static PageFile of(String resource, String type) {
      try (InputStream stream = DescriptionController.class.getResourceAsStream(resource)) {
        if (stream == null) {
          throw new IllegalStateException(resource + " is not on the class path");
        }
        return new PageFile(stream.readAllBytes(), MediaType.of(type + "; charset=utf-8"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    MutableHttpResponse<byte[]> answer() {
      return HttpResponse.ok(content)
          .contentType(type)
          .header("Content-Security-Policy", POLICY)
          .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
    }
  }
}
