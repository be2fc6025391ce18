package com.ytempire.ml.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.local.doctor.Finding.Verdict;
import com.ytempire.ml.local.server.StackPorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor makes of a machine. */
class DoctorTest {

  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @CsvSource({"1024, FAIL", "2047, FAIL", "2048, WARN", "4095, WARN", "4096, OK"})
  void judgesMemory(long mebibytes, Verdict expected) {
    assertThat(Limits.memory(mebibytes * MIB).verdict()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1023, FAIL", "1024, WARN", "5119, WARN", "5120, OK"})
  void judgesDisk(long mebibytes, Verdict expected) {
    Finding finding = Limits.disk(mebibytes * MIB, "/data");

    assertThat(finding.verdict()).isEqualTo(expected);
    assertThat(finding.observed()).endsWith("at /data");
  }

  @ParameterizedTest
  @CsvSource({"11, FAIL", "17, OK", "21, FAIL"})
  void wantsJava17(int feature, Verdict expected) {
    assertThat(Limits.java(feature, feature + ".0.1").verdict()).isEqualTo(expected);
  }

  @Test
  void namesWhoHoldsAPortAndWhichVariableChangesIt(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = freePorts();
      environment.put("REDIS_PORT", "" + taken.getLocalPort());

      Finding finding = find(environment, folder, "port of redis");

      assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(finding.observed()).contains("process " + ProcessHandle.current().pid());
      assertThat(finding.advice()).contains("REDIS_PORT");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SERVICE_PORT, port of the service",
    "PROMETHEUS_METRICS_PORT, port of the metrics",
  })
  void looksAtThePortsOfTheServiceToo(String variable, String subject, @TempDir Path folder)
      throws Exception {
    Map<String, String> environment = freePorts();
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      environment.put(variable, "" + port);

      Finding finding = find(environment, folder, subject);

      assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(finding.observed()).contains("process " + ProcessHandle.current().pid());
      assertThat(finding.advice()).contains("by " + variable);
    }
    assertThat(find(environment, folder, subject))
        .isEqualTo(Finding.ok(subject, port + " is free (" + variable + ")"));
  }

  @Test
  void saysWhichSettingIsWrong(@TempDir Path folder) {
    Map<String, String> environment = freePorts();
    environment.put("SERVICE_PORT", "many");

    Finding finding = find(environment, folder, "settings");

    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(finding.advice()).contains("SERVICE_PORT=many");
  }

  @Test
  void needsNoPortForAServerThatIsNamed(@TempDir Path folder) {
    Map<String, String> environment = freePorts();
    environment.put("REDIS_URL", "redis://elsewhere:6379/0");

    assertThat(find(environment, folder, "port of redis").observed()).contains("REDIS_URL is set");
    assertThat(find(environment, folder, "libssl 3").verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void findsAVectorExtensionThatIsBuilt(@TempDir Path folder) throws Exception {
    Map<String, String> environment = freePorts();
    environment.put("YTEMPIRE_PGVECTOR", folder.toString());
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/vector.so"), "built");

    assertThat(find(environment, folder, "pgvector"))
        .isEqualTo(Finding.ok("pgvector", "built: " + folder));
  }

  @Test
  void changesNothing(@TempDir Path folder) throws Exception {
    new Doctor(freePorts(), folder.resolve("data")).examine();

    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static Finding find(Map<String, String> environment, Path folder, String subject) {
    return new Doctor(environment, folder)
        .examine().stream()
            .filter(finding -> finding.subject().equals(subject))
            .findFirst()
            .orElseThrow();
  }

  private static Map<String, String> freePorts() {
    StackPorts ports = StackPorts.free();
    return new HashMap<>(
        Map.of(
            "POSTGRES_PORT", "" + ports.postgres(),
            "REDIS_PORT", "" + ports.redis(),
            "KAFKA_PORT", "" + ports.kafka(),
            "S3_PORT", "" + ports.s3(),
            "FLINK_UI_PORT", "" + ports.flinkUi()));
  }
}
