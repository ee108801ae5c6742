; Compiles our part of the installer alone, with what electron-builder would define around it.
Unicode true
!include "LogicLib.nsh"
!define PRODUCT_NAME "used-car-filing"
!define VERSION "1.0.0"
!define UNINSTALL_REGISTRY_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\check"
!define isUpdated '"0" == "1"'
Name "check"
OutFile "${CHECK_OUT_FILE}"
Var perMachineInstallationFolder
!include "${INSTALLER_NSH}"

Function .onInit
  StrCpy $perMachineInstallationFolder ""
  !insertmacro customInit
FunctionEnd

Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Function un.onInit
  !insertmacro customUnInit
FunctionEnd

Section "un.check"
  !insertmacro customUnInstall
SectionEnd
