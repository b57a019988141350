package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.FieldValue;
import java.util.List;
import java.util.function.Function;

/**
 * How a persistent volume's source is laid out.
 *
 * @param field where the volume's specification has it
 * @param type what it is, in kubectl's words
 */
record VolumeLayout(String field, String type, List<Row> rows) {

    /**
     * One line.
     *
     * @param label with its colon, which one line of kubectl lacks
     * @param value how the field's value is shown
     */
    record Row(String label, String field, Function<JsonNode, String> value) {

        String shown(JsonNode source) {
            return value.apply(source.path(field));
        }
    }

    /** One layout for each kind of storage, in the order in which kubectl looks for them. */
    static final List<VolumeLayout> ALL =
            List.of(
                    of(
                            "hostPath",
                            "HostPath (bare host directory volume)",
                            text("Path", "path"),
                            optional("HostPathType", "type", FieldValue.NONE)),
                    of(
                            "gcePersistentDisk",
                            "GCEPersistentDisk (a Persistent Disk resource in Google "
                                    + "Compute Engine)",
                            text("PDName", "pdName"),
                            text("FSType", "fsType"),
                            number("Partition", "partition"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "awsElasticBlockStore",
                            "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
                            text("VolumeID", "volumeID"),
                            text("FSType", "fsType"),
                            number("Partition", "partition"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "nfs",
                            "NFS (an NFS mount that lasts the lifetime of a pod)",
                            text("Server", "server"),
                            text("Path", "path"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "iscsi",
                            "ISCSI (an ISCSI Disk resource that is attached to a "
                                    + "kubelet's host machine and then exposed to the pod)",
                            text("TargetPortal", "targetPortal"),
                            text("IQN", "iqn"),
                            number("Lun", "lun"),
                            new Row("ISCSIInterface", "iscsiInterface", FieldValue::text),
                            text("FSType", "fsType"),
                            flag("ReadOnly", "readOnly"),
                            list("Portals", "portals"),
                            flag("DiscoveryCHAPAuth", "chapAuthDiscovery"),
                            flag("SessionCHAPAuth", "chapAuthSession"),
                            secret(),
                            optional("InitiatorName", "initiatorName", FieldValue.NONE)),
                    of(
                            "glusterfs",
                            "Glusterfs (a Glusterfs mount on the host that shares a "
                                    + "pod's lifetime)",
                            text("EndpointsName", "endpoints"),
                            optional("EndpointsNamespace", "endpointsNamespace", FieldValue.UNSET),
                            text("Path", "path"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "rbd",
                            "RBD (a Rados Block Device mount on the host that shares a "
                                    + "pod's lifetime)",
                            list("CephMonitors", "monitors"),
                            text("RBDImage", "image"),
                            text("FSType", "fsType"),
                            text("RBDPool", "pool"),
                            text("RadosUser", "user"),
                            text("Keyring", "keyring"),
                            secret(),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "quobyte",
                            "Quobyte (a Quobyte mount on the host that shares a pod's "
                                    + "lifetime)",
                            text("Registry", "registry"),
                            text("Volume", "volume"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "vsphereVolume",
                            "vSphereVolume (a Persistent Disk resource in vSphere)",
                            text("VolumePath", "volumePath"),
                            text("FSType", "fsType"),
                            text("StoragePolicyName", "storagePolicyName")),
                    of(
                            "cinder",
                            "Cinder (a Persistent Disk resource in OpenStack)",
                            text("VolumeID", "volumeID"),
                            text("FSType", "fsType"),
                            flag("ReadOnly", "readOnly"),
                            secret()),
                    of(
                            "azureDisk",
                            "AzureDisk (an Azure Data Disk mount on the host and bind "
                                    + "mount to the pod)",
                            text("DiskName", "diskName"),
                            text("DiskURI", "diskURI"),
                            new Row("Kind: ", "kind", FieldValue::text),
                            text("FSType", "fsType"),
                            text("CachingMode", "cachingMode"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "photonPersistentDisk",
                            "PhotonPersistentDisk (a Persistent Disk resource in photon "
                                    + "platform)",
                            text("PdID", "pdID"),
                            text("FSType", "fsType")),
                    of(
                            "portworxVolume",
                            "PortworxVolume (a Portworx Volume resource)",
                            text("VolumeID", "volumeID")),
                    of(
                            "scaleIO",
                            "ScaleIO (a persistent volume backed by a block device in "
                                    + "ScaleIO)",
                            text("Gateway", "gateway"),
                            text("System", "system"),
                            text("Protection Domain", "protectionDomain"),
                            text("Storage Pool", "storagePool"),
                            text("Storage Mode", "storageMode"),
                            text("VolumeName", "volumeName"),
                            new Row(
                                    "SecretName:",
                                    "secretRef",
                                    secret -> FieldValue.text(secret.path("name"))),
                            new Row(
                                    "SecretNamespace:",
                                    "secretRef",
                                    secret -> FieldValue.text(secret.path("namespace"))),
                            text("FSType", "fsType"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "local",
                            "LocalVolume (a persistent volume backed by local storage on "
                                    + "a node)",
                            text("Path", "path")),
                    of(
                            "cephfs",
                            "CephFS (a CephFS mount on the host that shares a pod's " + "lifetime)",
                            list("Monitors", "monitors"),
                            text("Path", "path"),
                            text("User", "user"),
                            text("SecretFile", "secretFile"),
                            secret(),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "storageos",
                            "StorageOS (a StorageOS Persistent Disk resource)",
                            text("VolumeName", "volumeName"),
                            text("VolumeNamespace", "volumeNamespace"),
                            text("FSType", "fsType"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "fc",
                            "FC (a Fibre Channel disk)",
                            new Row(
                                    "TargetWWNs:",
                                    "targetWWNs",
                                    names -> FieldText.joined(names, ", ")),
                            optional("LUN", "lun", FieldValue.NONE),
                            text("FSType", "fsType"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "azureFile",
                            "AzureFile (an Azure File Service mount on the host and bind "
                                    + "mount to the pod)",
                            text("SecretName", "secretName"),
                            text("SecretNamespace", "secretNamespace"),
                            text("ShareName", "shareName"),
                            flag("ReadOnly", "readOnly")),
                    of(
                            "flexVolume",
                            "FlexVolume (a generic volume resource that is "
                                    + "provisioned/attached using an exec based plugin)",
                            text("Driver", "driver"),
                            text("FSType", "fsType"),
                            secret(),
                            flag("ReadOnly", "readOnly"),
                            new Row("Options:", "options", FieldValue::map)),
                    of(
                            "flocker",
                            "Flocker (a Flocker volume mounted by the Flocker agent)",
                            text("DatasetName", "datasetName"),
                            text("DatasetUUID", "datasetUUID")),
                    of(
                            "csi",
                            "CSI (a Container Storage Interface (CSI) volume source)",
                            text("Driver", "driver"),
                            text("FSType", "fsType"),
                            text("VolumeHandle", "volumeHandle"),
                            flag("ReadOnly", "readOnly")));

    private static VolumeLayout of(String field, String type, Row... rows) {
        return new VolumeLayout(field, type, List.of(rows));
    }

    private static Row text(String label, String field) {
        return new Row(label + ":", field, FieldValue::text);
    }

    private static Row flag(String label, String field) {
        return new Row(label + ":", field, FieldValue::flag);
    }

    private static Row number(String label, String field) {
        return new Row(label + ":", field, FieldValue::number);
    }

    private static Row list(String label, String field) {
        return new Row(label + ":", field, FieldValue::list);
    }

    private static Row optional(String label, String field, String missing) {
        return new Row(label + ":", field, value -> FieldText.orElse(value, missing));
    }

    /** A reference as Go's generated code writes one. */
    private static Row secret() {
        return new Row(
                "SecretRef:",
                "secretRef",
                secret ->
                        FieldValue.isSet(secret)
                                ? "&SecretReference{Name:%s,Namespace:%s,}"
                                        .formatted(
                                                FieldValue.text(secret.path("name")),
                                                FieldValue.text(secret.path("namespace")))
                                : "nil");
    }
}
