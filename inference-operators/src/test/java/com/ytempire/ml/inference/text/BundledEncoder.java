package com.ytempire.ml.inference.text;

/** The bundled encoder, loaded once per test JVM and never closed. */
public final class BundledEncoder {
  private static final TextEncoder ENCODER = TextEncoder.load(TextModelFiles.bundledMiniLm());

  private BundledEncoder() {}

  public static TextEncoder get() {
    return ENCODER;
  }
}
