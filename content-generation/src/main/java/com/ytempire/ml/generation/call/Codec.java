package com.ytempire.ml.generation.call;

import java.io.IOException;

/** How what was made is written down and read again. Safe to share. */
public interface Codec<A> {
  byte[] write(A artefact);

  /**
   * @throws IOException when the bytes are not what {@link #write} makes
   */
  A read(byte[] bytes) throws IOException;
}
