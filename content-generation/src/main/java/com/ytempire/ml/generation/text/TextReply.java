package com.ytempire.ml.generation.text;

/**
 * What a text model wrote, to its own end: one that was cut off is a failure.
 *
 * @param text not blank
 */
public record TextReply(String text) {
  public TextReply {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text: blank; expected a text");
    }
  }
}
