package com.ytempire.ml.drift.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A distribution as text: differences of the floats in their order, then counts, as numbers of
 * seven bits a byte, deflated, in Base64. A part of format {@link ReferenceProfile#FORMAT}.
 */
final class PackedDistribution {
  /** More than any that is written has. */
  private static final int MOST_POINTS = 100_000;

  private PackedDistribution() {}

  static String pack(Distribution distribution) {
    var bytes = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
      write(out, distribution.points());
      long before = 0;
      for (int i = 0; i < distribution.points(); i++) {
        long place = place(distribution.value(i));
        write(out, i == 0 ? place : place - before);
        before = place;
      }
      for (int i = 0; i < distribution.points(); i++) {
        write(out, distribution.count(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * @param error as it was written beside the text
   * @param areaError likewise
   * @throws ProfileException where the text is no distribution
   */
  static Distribution unpack(String packed, double error, double areaError) {
    try (var in =
        new DataInputStream(
            new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(packed))))) {
      long points = read(in);
      if (points < 1 || points > MOST_POINTS) {
        throw new ProfileException("it has %d points; expected 1 to %d", points, MOST_POINTS);
      }
      float[] values = new float[(int) points];
      long[] cumulative = new long[(int) points];
      long place = 0;
      for (int i = 0; i < points; i++) {
        place += read(in);
        values[i] = value(place);
        if (Float.isNaN(values[i]) || (i > 0 && !(values[i] > values[i - 1]))) {
          throw new ProfileException("its values do not ascend");
        }
      }
      long sum = 0;
      for (int i = 0; i < points; i++) {
        long count = read(in);
        sum += count;
        if (count < 1 || sum < 1) {
          throw new ProfileException("one of its counts is %d; expected 1 or more", count);
        }
        cumulative[i] = sum;
      }
      if (in.read() >= 0) {
        throw new ProfileException("it goes on behind its last count");
      }
      return new Distribution(values, cumulative, error, areaError);
    } catch (EOFException e) {
      throw new ProfileException("it is cut off");
    } catch (IOException | IllegalArgumentException e) {
      throw new ProfileException("it is not packed as format %d", ReferenceProfile.FORMAT);
    }
  }

  /** A whole number in the order of the floats, 0 or more. */
  private static long place(float value) {
    int bits = Float.floatToIntBits(value);
    int ordered = bits < 0 ? ~bits : bits ^ 0x80000000;
    return Integer.toUnsignedLong(ordered);
  }

  private static float value(long place) {
    if (place < 0 || place > 0xFFFFFFFFL) {
      throw new ProfileException("one of its values is no 32-bit float");
    }
    int ordered = (int) place;
    return Float.intBitsToFloat(ordered < 0 ? ordered ^ 0x80000000 : ~ordered);
  }

  private static void write(DataOutputStream out, long number) throws IOException {
    long rest = number;
    while (rest > 0x7F) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long read(DataInputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return number;
      }
    }
    throw new ProfileException("one of its numbers is too long");
  }
}
