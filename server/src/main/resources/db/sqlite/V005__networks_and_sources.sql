-- Configurations written before sources had kinds and services had networks.
UPDATE service_version SET configuration = json_set(
  configuration,
  '$.source.kind', 'image',
  '$.source.secrets', json('{}'),
  '$.network', json('{"vpcConnectorArn":null,"publiclyAccessible":true,"ipAddressType":"IPV4"}'),
  '$.observabilityConfigurationArn', NULL)
WHERE json_extract(configuration, '$.network') IS NULL;
