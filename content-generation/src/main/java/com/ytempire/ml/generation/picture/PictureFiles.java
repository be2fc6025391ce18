package com.ytempire.ml.generation.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Reads PNG and JPEG files of anybody, and writes PNG files. Safe to share; works in memory alone.
 *
 * <p>A small file can ask for much memory, so a file is refused by its length and by the size that
 * its head names before any pixel is read, a large one is read at every second, third ... pixel,
 * and of a PNG only the chunks that hold its pixels are looked at (compressed texts and colour
 * profiles in the others unpack to any length).
 */
public final class PictureFiles {
  /** Longest file, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  /** Longest side, in pixels. */
  public static final int MAX_SIDE = 10_000;

  /** Most pixels in all. */
  public static final long MAX_PIXELS = 40_000_000;

  /** What is held in memory at most: above it, pixels are skipped. */
  private static final long HELD_PIXELS = 4_000_000;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PictureFiles() {}

  /**
   * What a file holds.
   *
   * @param image opaque; what was transparent is on white. Smaller than the file says where that is
   *     large
   * @param mediaType {@code image/png} or {@code image/jpeg}
   * @param width as the file says, in pixels
   * @param height as the file says, in pixels
   */
  public record Decoded(BufferedImage image, String mediaType, int width, int height) {}

  /**
   * @throws PictureException when it is no PNG or JPEG, is broken, or exceeds a limit
   */
  public static Decoded decode(byte[] bytes) throws PictureException {
    if (bytes.length > MAX_BYTES) {
      throw new PictureException(
          "picture of %d bytes; at most %d are read".formatted(bytes.length, MAX_BYTES));
    }
    String mediaType = mediaType(bytes);
    byte[] plain = mediaType.equals("image/png") ? pixelChunks(bytes) : bytes;
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
    if (!readers.hasNext()) {
      throw new PictureException(
          "this Java reads no %s; java.desktop is needed".formatted(mediaType));
    }
    ImageReader reader = readers.next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      require(width, height);
      var param = reader.getDefaultReadParam();
      int step = (int) Math.ceil(Math.sqrt((double) width * height / HELD_PIXELS));
      if (step > 1) {
        param.setSourceSubsampling(step, step, 0, 0);
      }
      return new Decoded(opaque(reader.read(0, param)), mediaType, width, height);
    } catch (IOException | RuntimeException e) {
      // The readers of Java throw runtime exceptions of many kinds for broken files.
      throw new PictureException("picture is broken or of a kind that is not read", e);
    } finally {
      reader.dispose();
    }
  }

  private static void require(int width, int height) throws PictureException {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new PictureException(
          "picture of %dx%d pixels; sides of 1 to %d are read".formatted(width, height, MAX_SIDE));
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new PictureException(
          "picture of %dx%d pixels; at most %d in all are read"
              .formatted(width, height, MAX_PIXELS));
    }
  }

  private static String mediaType(byte[] bytes) throws PictureException {
    if (startsWith(bytes, PNG)) {
      return "image/png";
    }
    if (bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8) {
      return "image/jpeg";
    }
    throw new PictureException("neither PNG nor JPEG; these two are read");
  }

  private static boolean startsWith(byte[] bytes, byte[] head) {
    return bytes.length >= head.length
        && ByteBuffer.wrap(bytes, 0, head.length).equals(ByteBuffer.wrap(head));
  }

  private static byte[] pixelChunks(byte[] bytes) throws PictureException {
    var kept = new ByteArrayOutputStream(bytes.length);
    kept.writeBytes(PNG);
    ByteBuffer rest = ByteBuffer.wrap(bytes, PNG.length, bytes.length - PNG.length);
    while (rest.remaining() >= 12) {
      int start = rest.position();
      long whole = (rest.getInt(start) & 0xffff_ffffL) + 12;
      if (whole > rest.remaining()) {
        throw new PictureException("PNG breaks off at byte " + bytes.length);
      }
      String name = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
      if (PIXEL_CHUNKS.contains(name)) {
        kept.write(bytes, start, (int) whole);
      }
      rest.position(start + (int) whole);
    }
    return kept.toByteArray();
  }

  private static BufferedImage opaque(BufferedImage read) {
    if (read.getType() == BufferedImage.TYPE_INT_RGB) {
      return read;
    }
    var image = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.drawImage(read, 0, 0, Color.WHITE, null);
    g.dispose();
    return image;
  }

  /** A PNG file, compressed as far as Java does. */
  public static byte[] png(BufferedImage image) {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
    var bytes = new ByteArrayOutputStream(1 << 18);
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.3f);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
