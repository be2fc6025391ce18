package com.ytempire.ml.generation.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFilesTest {
  @Test
  void findsEveryPixelOfAPngAgain() throws Exception {
    BufferedImage image = noise(64, 40);

    var decoded = PictureFiles.decode(PictureFiles.png(image));

    assertThat(pixels(decoded.image())).isEqualTo(pixels(image));
    assertThat(decoded.mediaType()).isEqualTo("image/png");
  }

  @Test
  void readsJpeg() throws Exception {
    var file = new ByteArrayOutputStream();
    ImageIO.write(noise(64, 40), "jpeg", file);

    var decoded = PictureFiles.decode(file.toByteArray());

    assertThat(decoded.mediaType()).isEqualTo("image/jpeg");
    assertThat(decoded.width()).isEqualTo(64);
    assertThat(decoded.height()).isEqualTo(40);
  }

  @Test
  void setsWhatIsTransparentOnWhite() throws Exception {
    var file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB), "png", file);

    var decoded = PictureFiles.decode(file.toByteArray());

    assertThat(decoded.image().getRGB(1, 1)).isEqualTo(0xffffffff);
  }

  @Test
  void skipsPixelsOfALargePicture() throws Exception {
    byte[] file = PictureFiles.png(new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB));

    var decoded = PictureFiles.decode(file);

    assertThat(decoded.width()).isEqualTo(4000);
    assertThat(decoded.height()).isEqualTo(3000);
    assertThat(decoded.image().getWidth() * decoded.image().getHeight()).isLessThan(4_100_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_001, 100_000, 2_000_000_000, -5, 0})
  void refusesASizeOverTheLimitByTheHeadAlone(int side) throws IOException {
    byte[] head = withSize(PictureFiles.png(noise(8, 8)), side, side);

    assertThatThrownBy(() -> PictureFiles.decode(head)).isInstanceOf(PictureException.class);
  }

  @Test
  void refusesTooManyPixelsInAll() throws IOException {
    byte[] head = withSize(PictureFiles.png(noise(8, 8)), 9_000, 9_000);

    assertThatThrownBy(() -> PictureFiles.decode(head))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining("9000x9000");
  }

  @Test
  void refusesAFileThatIsTooLong() {
    assertThatThrownBy(() -> PictureFiles.decode(new byte[PictureFiles.MAX_BYTES + 1]))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void doesNotUnpackTextsInAPng() throws Exception {
    BufferedImage image = noise(8, 8);
    byte[] bomb = withChunk(PictureFiles.png(image), "zTXt", text(64 << 20));
    long before = usedAfterWarmUp(image);

    var decoded = PictureFiles.decode(bomb);

    assertThat(pixels(decoded.image())).isEqualTo(pixels(image));
    assertThat(allocatedBytes() - before).isLessThan(16 << 20);
  }

  @Test
  void refusesEveryFileThatBreaksOff() {
    byte[] file = PictureFiles.png(noise(40, 40));
    for (int length = 0; length < file.length - 12; length += 97) {
      byte[] part = Arrays.copyOf(file, length);

      assertThatThrownBy(() -> PictureFiles.decode(part))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(PictureException.class);
    }
  }

  @Test
  void neverFailsInAnotherWayOnDamagedFiles() throws IOException {
    var random = new SplittableRandom(9);
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(noise(40, 40), "jpeg", jpeg);
    for (byte[] file : new byte[][] {PictureFiles.png(noise(40, 40)), jpeg.toByteArray()}) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = file.clone();
        for (int hit = 0; hit < 4; hit++) {
          damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt(256);
        }
        try {
          PictureFiles.decode(damaged);
        } catch (PictureException e) {
          assertThat(e.getMessage()).as("seed 9, file %d", i).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GIF89a........", "<svg xmlns='x'/>", "BM......", "RIFF....WEBP"})
  void refusesOtherKinds(String file) {
    assertThatThrownBy(() -> PictureFiles.decode(file.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining("PNG");
  }

  private static long usedAfterWarmUp(BufferedImage image) throws PictureException {
    PictureFiles.decode(PictureFiles.png(image));
    return allocatedBytes();
  }

  private static long allocatedBytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** The PNG with another size in its head, and a matching check sum. */
  private static byte[] withSize(byte[] png, int width, int height) {
    byte[] changed = png.clone();
    ByteBuffer.wrap(changed).putInt(16, width).putInt(20, height);
    var sum = new CRC32();
    sum.update(changed, 12, 17);
    ByteBuffer.wrap(changed).putInt(29, (int) sum.getValue());
    return changed;
  }

  /** The PNG with another chunk after its head. */
  private static byte[] withChunk(byte[] png, String name, byte[] content) {
    var chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length).put(name.getBytes(StandardCharsets.ISO_8859_1)).put(content);
    var sum = new CRC32();
    sum.update(chunk.array(), 4, content.length + 4);
    chunk.putInt((int) sum.getValue());
    var whole = new ByteArrayOutputStream();
    whole.write(png, 0, 33);
    whole.writeBytes(chunk.array());
    whole.write(png, 33, png.length - 33);
    return whole.toByteArray();
  }

  private static byte[] text(int unpacked) {
    var deflater = new Deflater();
    deflater.setInput(new byte[unpacked]);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed);
    deflater.end();
    var content = new ByteArrayOutputStream();
    content.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    content.write(packed, 0, length);
    return content.toByteArray();
  }

  private static BufferedImage noise(int width, int height) {
    var random = new SplittableRandom(3);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return image;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
