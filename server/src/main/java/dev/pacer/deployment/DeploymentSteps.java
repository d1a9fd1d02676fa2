package dev.pacer.deployment;

import dev.pacer.operation.Step;

/// The steps that operations on services are made of.
record DeploymentSteps(
    Step resolveImage,
    Step startInstances,
    Step awaitHealthy,
    Step switchTraffic,
    Step removeInstances) {}
