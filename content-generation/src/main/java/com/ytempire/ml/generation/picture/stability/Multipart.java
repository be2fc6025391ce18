package com.ytempire.ml.generation.picture.stability;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fields of text as {@code multipart/form-data} (RFC 7578), in UTF-8. */
final class Multipart {
  private final Map<String, String> fields;
  private final String boundary;

  /**
   * @param boundary occurs in no field's text
   */
  Multipart(Map<String, String> fields, String boundary) {
    this.fields = fields;
    this.boundary = boundary;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] bytes() {
    var body = new StringBuilder();
    fields.forEach(
        (name, text) ->
            body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                .append(text)
                .append("\r\n"));
    body.append("--").append(boundary).append("--\r\n");
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
