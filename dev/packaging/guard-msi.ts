import { readFileSync, writeFileSync } from "node:fs";

/** Of the NSIS installer: `nsis.guid` in electron-builder.yml. */
const nsisUninstallKey =
  "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\f4b70260-d0a7-4a61-8e21-23dbb16026df";

/** S-1-5-18 and administrators: all; users: read. SDDL, as PermissionEx of Windows Installer 5 takes it. */
const readOnlyForUsers =
  "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";
/** Users may add files here and change only their own. */
const ownFilesForUsers = `${readOnlyForUsers}(A;;0x100002;;;BU)(A;OICIIO;FA;;;CO)`;

const refusal = `
    <Property Id="USEDCARFILINGNSIS">
      <RegistrySearch Id="UsedCarFilingNsis" Root="HKLM" Key="${nsisUninstallKey}" Name="UninstallString" Type="raw" Win64="yes"/>
    </Property>
    <Condition Message="本机已用 setup.exe 安装了 [ProductName]。请先卸载，草稿会保留。"><![CDATA[Installed OR NOT USEDCARFILINGNSIS]]></Condition>`;

/** What somebody put there before the first installation, as `takeOver` of `assets/installer.nsh` does. */
const takingOver = ["/setowner *S-1-5-32-544", "/reset"]
  .map(
    (change, index) => `
    <CustomAction Id="UsedCarFilingTakeOver${index}" Directory="CommonAppDataFolder" ExeCommand='"[System64Folder]icacls.exe" "[UsedCarFilingData]*" ${change} /C /L /Q' Execute="deferred" Impersonate="no" Return="ignore"/>`,
  )
  .join("");
const takeOver = `${takingOver}
    <InstallExecuteSequence>
      <Custom Action="UsedCarFilingTakeOver0" Before="UsedCarFilingTakeOver1">NOT Installed AND NOT WIX_UPGRADE_DETECTED</Custom>
      <Custom Action="UsedCarFilingTakeOver1" Before="CreateFolders">NOT Installed AND NOT WIX_UPGRADE_DETECTED</Custom>
    </InstallExecuteSequence>`;

const downgradeSentence =
  "本机已安装较新的版本，旧版本不能打开它的草稿。请使用较新的安装程序。";

const folders = `
      <Directory Id="CommonAppDataFolder">
        <Directory Id="UsedCarFilingData" Name="UsedCarFiling">
          <Component Id="UsedCarFilingData" Guid="5f5f2c36-54b6-4b0b-9a53-0c86c67b9e35" Permanent="yes" Win64="yes">
            <CreateFolder><PermissionEx Id="UsedCarFilingDataAcl" Sddl="${readOnlyForUsers}"/></CreateFolder>
          </Component>
          <Directory Id="UsedCarFilingUnsent" Name="unsent">
            <Component Id="UsedCarFilingUnsent" Guid="b1b77f8e-7d59-4f70-9ff8-6a9b2f3d3f0a" Permanent="yes" Win64="yes">
              <CreateFolder><PermissionEx Id="UsedCarFilingUnsentAcl" Sddl="${ownFilesForUsers}"/></CreateFolder>
            </Component>
          </Directory>
        </Directory>
      </Directory>`;

const references = `
      <ComponentRef Id="UsedCarFilingData"/>
      <ComponentRef Id="UsedCarFilingUnsent"/>`;

/**
 * electron-builder's template of the MSI has no place for own parts. Adds the refusal to stand beside the NSIS installer
 * and the folders of `assets/installer.nsh`. Throws where the template has changed its shape.
 */
export function guardMsi(project: string): string {
  const english = 'A newer version of "[ProductName]" is already installed.';
  if (!project.includes(english))
    throw new Error("The MSI template refuses older versions in other words.");
  return [
    { after: /<MajorUpgrade [^>]*\/>/, addition: refusal + takeOver },
    {
      after: /<Directory Id="TARGETDIR" Name="SourceDir">/,
      addition: folders,
    },
    {
      after: /<ComponentGroupRef Id="ProductComponents"\/>/,
      addition: references,
    },
  ].reduce(
    (text, { after, addition }) => {
      const found = after.exec(text);
      if (found === null)
        throw new Error(`The MSI template has no ${after.source} any more.`);
      const end = found.index + found[0].length;
      return text.slice(0, end) + addition + text.slice(end);
    },
    project.replace(english, downgradeSentence),
  );
}

/** electron-builder's hook; `path` is the WiX project. */
export function msiProjectCreated(path: string): void {
  writeFileSync(path, guardMsi(readFileSync(path, "utf8")));
}
