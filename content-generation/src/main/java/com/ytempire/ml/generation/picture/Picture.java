package com.ytempire.ml.generation.picture;

import java.util.Arrays;

/** A picture as a file: PNG or JPEG, looked at and found readable. Immutable. */
public final class Picture {
  private final byte[] bytes;
  private final String mediaType;
  private final int width;
  private final int height;

  Picture(byte[] bytes, String mediaType, int width, int height) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.width = width;
    this.height = height;
  }

  /**
   * Takes a file over, and reads it once to be sure that it can be.
   *
   * @throws PictureException for what {@link PictureFiles#decode} does not read
   */
  public static Picture of(byte[] bytes) throws PictureException {
    var decoded = PictureFiles.decode(bytes);
    return new Picture(bytes.clone(), decoded.mediaType(), decoded.width(), decoded.height());
  }

  /** The file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code image/png} or {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "%s %dx%d, %d bytes".formatted(mediaType, width, height, bytes.length);
  }
}
