package com.ytempire.ml.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The module rules of the README, as a test over the compiled classes of every module. */
@AnalyzeClasses(
    packages = "com.ytempire.ml",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

  /**
   * Once packaged, another module's tests are a jar like any other to {@link DoNotIncludeTests}.
   */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule DEPENDENCIES_POINT_ONE_WAY =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("com.ytempire.ml.core..")
          .layer("features")
          .definedBy("com.ytempire.ml.features..")
          .layer("inference")
          .definedBy("com.ytempire.ml.inference..")
          .layer("drift")
          .definedBy("com.ytempire.ml.drift..")
          .layer("alerts")
          .definedBy("com.ytempire.ml.alerts..")
          .layer("training")
          .definedBy("com.ytempire.ml.training..")
          .layer("generation")
          .definedBy("com.ytempire.ml.generation..")
          .layer("api")
          .definedBy("com.ytempire.ml.api..")
          .layer("jobs")
          .definedBy("com.ytempire.ml.jobs..")
          .layer("local")
          .definedBy("com.ytempire.ml.local..")
          .whereLayer("features")
          .mayOnlyBeAccessedByLayers("inference", "training", "api", "jobs", "local")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("training", "generation", "api", "jobs", "local")
          .whereLayer("drift")
          .mayOnlyBeAccessedByLayers("training", "api", "jobs", "local")
          .whereLayer("alerts")
          .mayOnlyBeAccessedByLayers("api", "local")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("jobs", "local")
          .whereLayer("generation")
          .mayOnlyBeAccessedByLayers("api", "local")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("jobs")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("local")
          .mayNotBeAccessedByAnyLayer();

  /** So that the service can use features and inference without Flink on its class path. */
  @ArchTest
  static final ArchRule FLINK_STAYS_IN_OPERATORS_JOBS_AND_THE_LOCAL_STACK =
      noClasses()
          .that()
          .resideOutsideOfPackages("..operator..", "..jobs..", "com.ytempire.ml.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule NOTHING_LIBRARY_LIKE_USES_AN_OPERATOR_PACKAGE =
      noClasses()
          .that()
          .resideInAnyPackage("..core..", "..plan..", "..series..", "..definition..", "..offline..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..operator..");

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("com.ytempire.ml.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_IO_KNOWS_KAFKA_IN_THE_JOBS =
      noClasses()
          .that()
          .resideInAPackage("com.ytempire.ml.jobs..")
          .and()
          .resideOutsideOfPackage("com.ytempire.ml.jobs.io..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule DOMAIN_RECORDS_ARE_PLAIN_JAVA =
      classes()
          .that(resideInAPackage("com.ytempire.ml.core.event"))
          .or(resideInAPackage("com.ytempire.ml.core.feature"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.ytempire.ml.core.event",
              "com.ytempire.ml.core.feature");
}
