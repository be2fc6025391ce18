package com.ytempire.ml.features.offline;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard for Parquet without Hadoop's codecs, whose configuration wants a class path of its own.
 * Reads and writes no other codec. Stateless: safe to share.
 */
final class ZstdCodecs implements CompressionCodecFactory {
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    requireZstd(codec);
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.UNCOMPRESSED ? new Copy() : new Decompressor(codec);
  }

  @Override
  public void release() {
    // Nothing is held.
  }

  private static void requireZstd(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException(
          "Parquet file compressed with " + codec + ": only ZSTD is read and written");
    }
  }

  private static final class Compressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }

  private static final class Decompressor implements BytesInputDecompressor {
    Decompressor(CompressionCodecName codec) {
      requireZstd(codec);
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(Zstd.decompress(bytes.toByteArray(), size));
    }

    @Override
    public void decompress(
        ByteBuffer compressed, int compressedSize, ByteBuffer target, int targetSize) {
      byte[] bytes = new byte[compressedSize];
      compressed.get(bytes);
      target.put(Zstd.decompress(bytes, targetSize));
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }

  private static final class Copy implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) {
      return bytes;
    }

    @Override
    public void decompress(ByteBuffer source, int sourceSize, ByteBuffer target, int targetSize) {
      target.put(source.slice(source.position(), sourceSize));
      source.position(source.position() + sourceSize);
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }
}
